package dev.tenor.ser.run;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.JoinedListing;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Missing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.split.JoinedSplit;
import dev.tenor.ser.split.Protocol;
import dev.tenor.ser.split.Protocols;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The corpora of a run as one listing and one split per fold. One corpus is left as it is. Several
/// are kept apart (see [JoinedListing]), and each is split by its protocol as if it were alone, so
/// that a fold tests the same speakers. Where corpora have different numbers of folds, the folds of
/// the others begin again: fold 5 of one with five folds is its fold 0. Beside a corpus that is
/// only tested, the others are not: the speakers that a fold would test validate.
public final class RunCorpora {
  private final List<CorpusSpec> specs;
  private final SequencedMap<String, Listing> parts = new LinkedHashMap<>();
  private final Listing listing;

  private RunCorpora(List<CorpusSpec> specs, LabelMap labels) throws IOException {
    this.specs = List.copyOf(specs);
    Set<Path> places = new HashSet<>();
    for (CorpusSpec spec : specs) {
      Path place = Path.of(spec.data());
      if (!places.add(place.toAbsolutePath().normalize())) {
        throw new IllegalArgumentException(
            place + " is given for two corpora; name each folder or manifest once");
      }
      parts.put(spec.name(), Corpora.byName(spec.kind()).load(place, labels));
    }
    listing = specs.size() == 1 ? parts.firstEntry().getValue() : JoinedListing.of(parts);
  }

  /// Lists the corpora without reading audio.
  ///
  /// @throws DataException if data are missing or unreadable
  /// @throws IllegalArgumentException if two corpora are at the same place
  public static RunCorpora load(List<CorpusSpec> specs, LabelMap labels) throws IOException {
    return new RunCorpora(specs, labels);
  }

  /// The corpora of a run, where it found them.
  public static RunCorpora of(RunSpec spec) throws IOException {
    return load(spec.corpora(), spec.labelMap());
  }

  public Listing listing() {
    return listing;
  }

  /// What each corpus holds, and all of them together where there are several.
  public List<String> descriptions() {
    List<String> lines = new ArrayList<>();
    for (CorpusSpec spec : specs) {
      String text = parts.get(spec.name()).describe();
      lines.add(spec.name().equals(spec.kind()) ? text : spec.name() + ", " + text);
    }
    if (specs.size() > 1) {
      lines.add(listing.describe());
    }
    return lines;
  }

  /// Notes about each corpus, and how it differs from what its authors published.
  public List<String> warnings() {
    List<String> lines = new ArrayList<>(listing.notes());
    for (CorpusSpec spec : specs) {
      lines.addAll(Missing.lines(Corpora.byName(spec.kind()), parts.get(spec.name())));
      String first = spec.name().replaceFirst("-\\d+$", "");
      if (!first.equals(spec.name()) && parts.containsKey(first)) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s is called %s too: the same speaker code in both counts as two people",
                spec.data(),
                first));
      }
    }
    return lines;
  }

  /// The most folds that one of the corpora has.
  ///
  /// @throws DataException if a corpus cannot be divided by its protocol
  public int foldCount() throws DataException {
    return Collections.max(foldCounts().values());
  }

  private SortedMap<String, Integer> foldCounts() throws DataException {
    SortedMap<String, Integer> counts = new TreeMap<>();
    boolean whole = wholeFile();
    for (CorpusSpec spec : specs) {
      if (spec.trains()) {
        Protocol protocol = Protocols.byName(spec.protocol());
        counts.put(spec.name(), whole ? 1 : protocol.foldCount(parts.get(spec.name())));
      }
    }
    return counts;
  }

  /// Text about corpora whose folds begin again before those of the others end.
  public List<String> foldLines(int fold) throws DataException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Integer> count : foldCounts().entrySet()) {
      if (fold >= count.getValue()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s has %d folds: fold %d takes its fold %d",
                count.getKey(),
                count.getValue(),
                fold,
                fold % count.getValue()));
      }
    }
    return lines;
  }

  /// One fold.
  ///
  /// @throws IllegalArgumentException if there is no such fold
  /// @throws DataException if a corpus cannot be divided by its protocol
  public Split split(long seed, int fold) throws DataException {
    if (specs.size() == 1) {
      return Protocols.byName(specs.getFirst().protocol()).split(listing, seed, fold);
    }
    if (wholeFile()) {
      return fromFile(seed, fold);
    }
    boolean apart = specs.stream().anyMatch(spec -> !spec.trains());
    SortedMap<String, Integer> counts = foldCounts();
    int count = Collections.max(counts.values());
    SequencedMap<String, Split> splits = new LinkedHashMap<>();
    for (CorpusSpec spec : specs) {
      Listing part = parts.get(spec.name());
      if (!spec.trains()) {
        splits.put(spec.name(), allTested(part, seed));
      } else if (fold < 0 || fold >= count) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s: no fold %d; folds: 0 … %d", listing.corpus(), fold, count - 1));
      } else {
        int own = fold % counts.get(spec.name());
        Split split = Protocols.byName(spec.protocol()).split(part, seed, own);
        splits.put(spec.name(), apart ? JoinedSplit.withoutTest(split) : split);
      }
    }
    return JoinedSplit.of(splits, protocol(), seed, fold, count);
  }

  private static Split allTested(Listing part, long seed) {
    SortedMap<String, Side> sides = new TreeMap<>();
    part.utterances().forEach(u -> sides.put(u.key(), Side.TEST));
    return new Split(part.corpus(), "", "all of it tested", seed, 0, 1, sides);
  }

  /// Whether a single split file divides all corpora together, as the one of another run does.
  private boolean wholeFile() throws DataException {
    long protocols =
        specs.stream().filter(CorpusSpec::trains).map(CorpusSpec::protocol).distinct().count();
    return specs.size() > 1
        && protocols == 1
        && Protocols.byName(protocol()).isOf(listing.corpus());
  }

  private Split fromFile(long seed, int fold) throws DataException {
    String file = protocol();
    Split split = Protocols.byName(file).split(listing, seed, fold);
    for (CorpusSpec spec : specs) {
      for (Utterance utterance : parts.get(spec.name()).utterances()) {
        String key = JoinedListing.key(spec.name(), utterance.key());
        if (!spec.trains() && split.sides().get(key) != Side.TEST) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s: has %s in %s, but %s is only tested; use a split file that tests all of it",
                  file,
                  key,
                  split.sides().get(key),
                  spec.name()));
        }
      }
    }
    return split;
  }

  private String protocol() {
    return protocol(specs);
  }

  /// The protocol of those that are trained on; where they differ, each: `speaker+reslstm`.
  static String protocol(List<CorpusSpec> specs) {
    List<String> all = specs.stream().filter(CorpusSpec::trains).map(CorpusSpec::protocol).toList();
    return all.stream().distinct().count() == 1 ? all.getFirst() : String.join("+", all);
  }
}
