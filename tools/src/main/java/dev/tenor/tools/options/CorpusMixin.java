package dev.tenor.tools.options;

import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.EmotionWords;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Option;

/// Which corpora to read. The synthetic one is rendered where it does not exist yet.
public final class CorpusMixin {
  public static final String SYNTHETIC = "synthetic";
  private static final SyntheticConfig DEFAULT_SYNTHETIC = new SyntheticConfig(7, 8, 10);

  /// For the help text.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Corpora.all().stream().map(Corpus::name).iterator();
    }
  }

  @Option(
      names = "--corpus",
      paramLabel = "NAME[:PATH]",
      completionCandidates = Names.class,
      description =
          "The kind of corpus (default: detected from the folder): ${COMPLETION-CANDIDATES}; and its"
              + " place, if --data does not say it. Repeat it, with its --data, for several.")
  private List<String> corpora = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "The corpus' folder; for csv and jsonl the manifest with the columns path, emotion and"
              + " speaker (- for standard input). Optional for synthetic. One for each --corpus"
              + " without a place, in the same order.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--labels",
      paramLabel = "LABELS",
      description =
          "Classes in the order of the network's outputs; alias=class maps a label to a class,"
              + " label= excludes it. Example: neutral,happy,sad,angry,excited=happy,fear=."
              + " Or four, six, seven or all. The known corpora's words for a class are built in.")
  private String labels;

  /// Whether any kind of corpus is named.
  public boolean isNamed() {
    return !corpora.isEmpty();
  }

  /// The values of `--data`, absolute.
  public List<Path> data() {
    return data.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  /// @param fallback the labels if none are given
  public LabelMap labels(LabelMap fallback) {
    return labels == null ? fallback : EmotionWords.parse(labels);
  }

  /// The kinds and places of the corpora; kinds that are not named are detected.
  ///
  /// @param arguments places that are given in place of `--data`
  /// @throws IllegalArgumentException if a corpus is unknown, a place is missing, or some are given
  ///   in either way
  public List<CorpusPlace> locate(Console console, int threads, List<Path> arguments)
      throws IOException {
    if (!arguments.isEmpty() && !data.isEmpty()) {
      throw new IllegalArgumentException(
          "corpora are given as "
              + arguments.getFirst()
              + " and as --data "
              + data.getFirst()
              + "; give all of them in one way");
    }
    List<Path> given = arguments.isEmpty() ? data : arguments;
    List<CorpusPlace> found = new ArrayList<>();
    if (corpora.isEmpty()) {
      for (Path path : given) {
        found.add(CorpusPlace.found(path, console::info));
      }
      return found;
    }
    for (CorpusPlace place : CorpusPlace.pair("--corpus", corpora, "--data", given)) {
      found.add(
          place.data() != null
              ? place
              : new CorpusPlace(place.kind(), render(console, DEFAULT_SYNTHETIC, threads)));
    }
    return found;
  }

  /// Renders a synthetic corpus below [RunFolders#ROOT], unless it is there.
  public static Path render(Console console, SyntheticConfig config, int threads)
      throws IOException {
    Path folder = RunFolders.ROOT.resolve("corpora").resolve(config.folderName());
    boolean there = Files.isDirectory(folder);
    if (!there) {
      console.info("rendering " + config.size() + " synthetic utterances into " + folder);
      RunFolders.create(folder);
    }
    try (Progress progress =
        there ? Progress.NONE : console.progress("synthesis", "utterances", config.size())) {
      SyntheticRenderer.render(folder, config, threads, progress::done);
    }
    return folder;
  }
}
