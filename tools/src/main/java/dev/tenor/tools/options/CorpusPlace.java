package dev.tenor.tools.options;

import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.run.CorpusSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/// A corpus of the command line.
///
/// @param kind its name in [Corpora]
/// @param data absolute; null for a synthetic corpus that is still to be rendered
public record CorpusPlace(String kind, Path data) {
  private static final Set<String> MANIFESTS = Set.of("csv", "jsonl");

  public CorpusPlace {
    kind = Corpora.byName(kind).name(); // unknown names fail here
    data = data == null ? null : ManifestArgument.of(data).toAbsolutePath().normalize();
  }

  /// A corpus whose kind is detected from its content, which the user is told; what comes through a
  /// pipe is a CSV.
  ///
  /// @throws IOException if it is of no kind, or of several
  static CorpusPlace found(Path given, Consumer<String> told) throws IOException {
    Path path = ManifestArgument.of(given);
    if (ManifestArgument.isPipe(path)) {
      return new CorpusPlace("csv", path);
    }
    CorpusPlace found = new CorpusPlace(Corpora.recognise(path).name(), path);
    told.accept(given + ": recognised as " + found.kind);
    return found;
  }

  /// Kinds and their places in the same order, or as `KIND:PLACE`; synthetic corpora may lack
  /// theirs.
  ///
  /// @throws IllegalArgumentException if there are more or fewer places, naming both options
  static List<CorpusPlace> pair(
      String kindOption, List<String> kinds, String dataOption, List<Path> data) {
    List<String> apart =
        kinds.stream()
            .filter(kind -> !kind.contains(":"))
            .map(name -> Corpora.byName(name).name())
            .toList();
    long needed = apart.stream().filter(kind -> !kind.equals(CorpusMixin.SYNTHETIC)).count();
    boolean each = data.size() == apart.size();
    List<CorpusPlace> places = new ArrayList<>();
    Iterator<Path> next = data.iterator();
    for (String given : kinds) {
      int colon = given.indexOf(':');
      String kind = Corpora.byName(colon < 0 ? given : given.substring(0, colon)).name();
      if (colon >= 0) {
        places.add(new CorpusPlace(kind, Path.of(given.substring(colon + 1))));
        continue;
      }
      boolean has = each || !kind.equals(CorpusMixin.SYNTHETIC);
      String layout = Corpora.byName(kind).layout();
      if (has && !next.hasNext()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s %s needs %s; expected there: %s%s",
                kindOption,
                kind,
                dataOption,
                layout,
                kinds.size() == 1 ? "" : "; repeat both options in the same order"));
      }
      places.add(new CorpusPlace(kind, has ? next.next() : null));
    }
    if (!each && data.size() != needed) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d %s and %d %s; repeat both in the same order",
              apart.size(),
              kindOption,
              data.size(),
              dataOption));
    }
    return places;
  }

  /// The corpora of a run. A single one is called as its kind; among several, a manifest is called
  /// as the one corpus that its column `corpus` names, or as its file, and a name that occurs again
  /// gets a number.
  ///
  /// @param trained those that are trained on
  /// @param protocols of these
  /// @param tested those that are only tested
  public static List<CorpusSpec> specs(
      List<CorpusPlace> trained, List<String> protocols, List<CorpusPlace> tested, LabelMap labels)
      throws IOException {
    List<CorpusSpec> specs = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    boolean alone = trained.size() + tested.size() == 1;
    for (int i = 0; i < trained.size() + tested.size(); i++) {
      boolean trains = i < trained.size();
      CorpusPlace place = trains ? trained.get(i) : tested.get(i - trained.size());
      String name = alone ? place.kind : unused(place.name(labels), taken);
      specs.add(
          new CorpusSpec(
              name, place.kind, place.data.toString(), trains ? protocols.get(i) : null));
    }
    return specs;
  }

  private static String unused(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  private String name(LabelMap labels) throws IOException {
    if (!MANIFESTS.contains(kind) || ManifestArgument.isPipe(data)) {
      return kind;
    }
    Listing listing = Corpora.byName(kind).load(data, labels);
    if (listing.corpora().size() == 1 && listing.utterances().getFirst().corpus() != null) {
      return listing.corpora().first();
    }
    String file = data.getFileName().toString();
    return Files.isDirectory(data) || !file.contains(".")
        ? file
        : file.substring(0, file.lastIndexOf('.'));
  }
}
