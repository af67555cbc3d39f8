package dev.tenor.tools.options;

import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.tools.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The corpora of a training: what is trained on, how it is split, and what is only tested.
public final class RunCorporaMixin {
  @Mixin private CorpusMixin corpus;
  @Mixin private ProtocolMixin protocol;
  @Mixin private TestCorpusMixin tested;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      description =
          "Folders or manifests of corpora, in place of --data; - for a manifest on standard input."
              + " Their kinds are detected, unless --corpus names them.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--share",
      paramLabel = "NAME=S",
      description =
          "Share of a corpus in an epoch, 0 to 1, as NAME=S or for each corpus in order (default: as"
              + " many utterances as it has; those without a share divide the rest).")
  private List<String> shares = new ArrayList<>();

  /// Whether the corpora are others than those of a run that is repeated.
  private boolean isNamed() {
    return corpus.isNamed() || !folders.isEmpty();
  }

  /// The places of corpora and then of those that are only tested, absolute.
  public List<Path> data() {
    Stream<Path> arguments = folders.stream().map(path -> path.toAbsolutePath().normalize());
    Stream<Path> trained = Stream.concat(arguments, corpus.data().stream());
    return Stream.concat(trained, tested.data().stream()).toList();
  }

  public LabelMap labels() {
    return corpus.labels(LabelMap.FOUR);
  }

  /// The corpora of the run, those of another run where none are named: at the places of `--data`
  /// and split by `--protocol` if these are given.
  ///
  /// @param repeated the other run, or null
  /// @throws IllegalArgumentException if a corpus is unknown or a place is missing
  public List<CorpusSpec> locate(Console console, int threads, RunSpec repeated)
      throws IOException {
    if (isNamed() || repeated == null) {
      return locate(console, threads);
    }
    List<CorpusSpec> specs = repeated.movedTo(data()).corpora();
    return protocol.isGiven() ? splitBy(specs) : specs;
  }

  private List<CorpusSpec> splitBy(List<CorpusSpec> specs) {
    List<CorpusSpec> trained = specs.stream().filter(CorpusSpec::trains).toList();
    List<String> names = protocol.names(trained.size());
    return specs.stream()
        .map(s -> s.trains() ? s.withProtocol(names.get(trained.indexOf(s))) : s)
        .toList();
  }

  /// The classes of the run, those of another run where none are named.
  ///
  /// @param repeated the other run, or null
  public LabelMap labels(RunSpec repeated) {
    return repeated == null ? labels() : corpus.labels(repeated.labelMap());
  }

  /// The shares by the names of corpora, those of another run where neither corpora nor shares are
  /// given.
  ///
  /// @param repeated the other run, or null
  public SortedMap<String, Double> shares(List<CorpusSpec> specs, RunSpec repeated) {
    boolean same = repeated != null && !isNamed() && shares.isEmpty();
    return same ? repeated.shares() : shares(specs);
  }

  /// The corpora of the run.
  ///
  /// @throws IllegalArgumentException if a corpus is unknown or a place is missing
  public List<CorpusSpec> locate(Console console, int threads) throws IOException {
    if (!isNamed() && corpus.data().isEmpty()) {
      throw new IllegalArgumentException(
          "no corpus is given; name its folder, or its kind and place with --corpus and --data");
    }
    List<CorpusPlace> trained = corpus.locate(console, threads, folders);
    return CorpusPlace.specs(
        trained, protocol.names(trained.size()), tested.places(console::info), labels());
  }

  /// The shares by the names of corpora.
  ///
  /// @throws IllegalArgumentException if one is no number, is given twice, or has no corpus
  public SortedMap<String, Double> shares(List<CorpusSpec> specs) {
    SortedMap<String, Double> byName = new TreeMap<>();
    for (int i = 0; i < shares.size(); i++) {
      String share = shares.get(i);
      int equals = share.lastIndexOf('=');
      if (equals < 0 && i >= specs.size()) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%d --share for %d corpora", shares.size(), specs.size()));
      }
      String name = equals < 0 ? specs.get(i).name() : share.substring(0, equals);
      if (byName.put(name, number(share, equals)) != null) {
        throw new IllegalArgumentException("--share of " + name + " is given twice");
      }
    }
    return byName;
  }

  private static double number(String share, int equals) {
    try {
      return Double.parseDouble(share.substring(equals + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--share " + share + " is neither NAME=0.5 nor a number such as 0.5", e);
    }
  }
}
