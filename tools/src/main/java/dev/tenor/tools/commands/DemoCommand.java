package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.model.Presets;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.Recognizer.Prediction;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.run.RunResult;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.run.TrainingRun;
import dev.tenor.ser.split.Protocols;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.TrainProgress;
import dev.tenor.tools.options.BackendMixin;
import dev.tenor.tools.options.CacheMixin;
import dev.tenor.tools.options.CorpusMixin;
import dev.tenor.tools.options.RunFolders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tenor demo`: the whole path on synthetic speech, which needs no download.
@Command(
    name = "demo",
    description = {
      "Synthesise a small emotional-speech corpus, train the network on it, evaluate it on unseen"
          + " speakers, and predict the emotion of one recording.",
      "The exit code is 1 if the accuracy is not clearly above chance."
    },
    footer = {"tenor demo", "tenor demo --seed 2 --out runs/second"})
public final class DemoCommand implements Callable<Integer> {
  /// Chance is 1 over the number of emotions; 1.5 times that is not reached by chance on 80
  /// utterances.
  private static final double ABOVE_CHANCE = 1.5;

  private static final SyntheticConfig CORPUS = new SyntheticConfig(7, 8, 10);

  /// The recordings last 1 to 4 seconds, and the folds are small: a higher learning rate for few
  /// epochs.
  private static final Map<String, ?> FRONT_END = Map.of("seconds", 4);

  private static final Map<String, ?> TRAINING = Map.of("epochs", 25, "lr", 1e-3, "patience", 0);

  @Mixin private Console console;
  @Mixin private BackendMixin backend;
  @Mixin private CacheMixin cache;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed of the training (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "RUN",
      description = "Output folder (default: runs/demo).")
  private Path out;

  DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path corpus = CorpusMixin.render(console, CORPUS, backend.threads());
    Path folder = out != null ? out : RunFolders.unused("demo");
    RunSpec spec = spec(corpus);
    Execution execution = new Execution(backend.threads(), cache.open(console));
    RunResult result =
        TrainProgress.watch(
            console, folder, listener -> TrainingRun.start(spec, folder, execution, listener));
    TrainCommand.print(console, result);
    predict(result, spec);
    printNext(result.directory().path());
    double required = ABOVE_CHANCE * result.test().majority().ua();
    if (result.test().ua() < required) {
      console.warn(String.format(Locale.ROOT, "the UA is below %.1f %%", 100 * required));
      return ExitCode.FAILED;
    }
    return ExitCode.OK;
  }

  private RunSpec spec(Path corpus) {
    SerConfig config = SerConfig.preset(Presets.PAPER).with(FRONT_END, Map.of(), TRAINING);
    return new RunSpec(
        CorpusMixin.SYNTHETIC,
        corpus.toAbsolutePath().normalize().toString(),
        LabelMap.FOUR.toString(),
        Protocols.DEFAULT.name(),
        0,
        seed,
        null,
        backend.name(),
        config);
  }

  /// Predicts the first recording of the test set with the saved model.
  private void predict(RunResult result, RunSpec spec) throws IOException, InterruptedException {
    Listing listing = RunCorpora.of(spec).listing();
    Utterance clip = result.split().split().utterances(listing, Side.TEST).getFirst();
    SerModel model = SerModel.load(result.directory().model());
    try (Backend opened = Backends.open(spec.backend(), backend.threads());
        Recognizer recognizer = new Recognizer(model, opened)) {
      Prediction p =
          recognizer.predict(List.of(clip.audio()), backend.threads(), _ -> {}).getFirst();
      StringBuilder line = new StringBuilder(clip.audio() + ": " + p.emotion() + " (");
      p.scores()
          .forEach(
              (label, score) -> line.append(String.format(Locale.ROOT, "%s %.2f, ", label, score)));
      console.out().println();
      console.out().println(line + "acted: " + clip.emotion() + ")");
    }
  }

  private void printNext(Path run) {
    PrintWriter out = console.out();
    out.println();
    out.println("What to try next:");
    out.println("  tenor predict --model " + run + " RECORDING.wav");
    out.println("  tenor evaluate " + run);
    out.println("  tenor info " + run);
    out.println("  tenor train --corpus ravdess --data FOLDER");
  }
}
