package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.explain.ExplainSettings;
import dev.tenor.ser.explain.Explainer;
import dev.tenor.ser.explain.ExplanationPage;
import dev.tenor.ser.explain.TrainingEmbeddings;
import dev.tenor.ser.explain.TrainingSet;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Progress;
import dev.tenor.tools.options.AudioFiles;
import dev.tenor.tools.options.BackendMixin;
import dev.tenor.tools.options.CacheMixin;
import dev.tenor.tools.options.FigureMixin;
import dev.tenor.tools.options.ModelMixin;
import dev.tenor.tools.options.RunFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor explain`.
@Command(
    name = "explain",
    description = {
      "Show what a network's answers for recordings rest on: one page, and every picture as PNG,"
          + " SVG and PDF.",
      "Of each recording: its log-mel with integrated gradients over it, which add up to the"
          + " difference between its logit and that of the mean of the training data; how much the"
          + " logit falls when a patch of the log-mel is occluded; the measures of the voice that add"
          + " most; the weights of the aggregation over time and the attention of every head, where"
          + " the network has such; the answers window by window, if it is long; and with --run the"
          + " training utterances that are nearest to it.",
      "What the pictures mean, and what they do not: docs/explain.md."
    },
    footer = {
      "tenor explain clip.wav",
      "tenor explain clip.wav --label sad --out why-not-sad",
      "tenor explain interview.mp3 --at 83.5 --npy",
      "tenor explain clip.wav --run runs/emodb-speaker"
    })
public final class ExplainCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private BackendMixin backend;
  @Mixin private CacheMixin cache;
  @Mixin private ModelMixin models;
  @Mixin private FigureMixin figures;

  @Option(
      names = "--label",
      paramLabel = "L",
      description = "The emotion whose logit is explained (default: the predicted one).")
  private String label;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Steps of the integrated gradients (default: 64, 128, … until the attributions add up"
              + " within 1 %%, at most 2048).")
  private int steps;

  @Option(
      names = "--at",
      paramLabel = "SECONDS",
      description =
          "Explain the window of a long recording around this time (default: the window in which the"
              + " emotion is most probable).")
  private Double at;

  @Option(
      names = "--patch-seconds",
      paramLabel = "S",
      defaultValue = "0.25",
      description = "Length of an occluded patch (default: ${DEFAULT-VALUE}).")
  private double patchSeconds;

  @Option(
      names = "--patch-mels",
      paramLabel = "N",
      defaultValue = "8",
      description = "Mel bins of an occluded patch (default: ${DEFAULT-VALUE}).")
  private int patchMels;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description =
          "Explain the network of this finished run, and name the training utterances nearest to each"
              + " recording. Their embeddings are computed once and kept in the run's folder.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "With --run: new path of the corpus, if it has moved; of several, one for each.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      defaultValue = "10",
      description = "With --run: how many training utterances to name (default: ${DEFAULT-VALUE}).")
  private int neighbours;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder of the page and the pictures (default: runs/explain).")
  private Path out;

  @Option(names = "--npy", description = "Also write the arrays for NumPy, a file for each.")
  private boolean npy;

  @Option(names = "--json", description = "Also write all numbers of a recording as NAME.json.")
  private boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Recordings (WAV, AIFF, AU, FLAC, MP3, Ogg Vorbis, Opus, AAC) and folders of them.")
  private List<Path> inputs;

  ExplainCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (run != null && models.isGiven()) {
      throw new IllegalArgumentException(
          "--run " + run + " and --model exclude each other: the run's network is explained");
    }
    ExplainSettings settings =
        new ExplainSettings(label, steps, patchSeconds, patchMels, at, neighbours);
    TrainingSet training = run == null ? null : new TrainingSet(run, data);
    SerModel model =
        training == null ? models.openNetwork(console, "tenor explain") : training.model();
    List<Path> files = new ArrayList<>();
    for (Path input : inputs) {
      files.addAll(AudioFiles.below(input, console::warn));
    }
    Path folder = out == null ? RunFolders.unused("explain") : out;
    ExplanationPage page =
        new ExplanationPage(folder, figures.style(), npy, json, training != null);
    ExplainLines lines = new ExplainLines(page);
    try (Backend opened = backend.open(console)) {
      TrainingEmbeddings known = training == null ? null : embeddings(training, opened);
      try (Explainer explainer = new Explainer(model, opened, settings, known);
          Progress progress = console.progress("explain", "recordings", files.size())) {
        explainer.explain(
            files,
            backend.threads(),
            explained -> {
              lines.take(explained);
              progress.done(lines.done());
            });
      }
    }
    lines.print(console.out());
    console.out().println("page: " + page.write());
    lines.errors().forEach(e -> console.warn(FileErrors.message(e)));
    return lines.errors().isEmpty() ? ExitCode.OK : ExitCode.DATA;
  }

  private TrainingEmbeddings embeddings(TrainingSet training, Backend opened)
      throws IOException, InterruptedException {
    int count = training.size();
    try (Progress progress = console.progress("training set", "recordings", count)) {
      return training.embeddings(
          opened,
          backend.threads(),
          cache.open(console),
          (done, _) -> progress.done(done),
          console::warn);
    }
  }
}
