package dev.tenor.tools.options;

import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import picocli.CommandLine.Option;

/// Which corpus to read. The synthetic one is rendered where it does not exist yet.
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
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "The kind of corpus: ${COMPLETION-CANDIDATES}.")
  private String corpus;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "The corpus' folder; for csv and jsonl the manifest with the columns path, emotion and"
              + " speaker (- for standard input). Optional for synthetic.")
  private Path data;

  @Option(
      names = "--labels",
      paramLabel = "LABELS",
      description =
          "Classes in the order of the network's outputs; alias=class maps a label to a class,"
              + " label= excludes it. Example: neutral,happy,sad,angry,excited=happy,fear=")
  private String labels;

  /// The kind of corpus, null if none is given.
  public String name() {
    return corpus;
  }

  /// The value of `--data`, null if not given.
  public Path data() {
    return data;
  }

  /// @param fallback the labels if none are given
  public LabelMap labels(LabelMap fallback) {
    return labels == null ? fallback : LabelMap.parse(labels);
  }

  /// Where the corpus is.
  ///
  /// @throws IllegalArgumentException if the corpus is unknown or `--data` is missing
  public Path locate(Console console, int threads) throws IOException {
    Corpus known = Corpora.byName(corpus);
    if (data == null && !corpus.equals(SYNTHETIC)) {
      throw new IllegalArgumentException(
          "--corpus " + corpus + " needs --data; expected there: " + known.layout());
    }
    return data != null ? ManifestArgument.of(data) : render(console, DEFAULT_SYNTHETIC, threads);
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
