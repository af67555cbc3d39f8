package dev.tenor.tools.commands;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.report.ScoreReport;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunReport;
import dev.tenor.ser.run.RunResult;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.run.SystemPresets;
import dev.tenor.ser.run.TrainingRun;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.TrainProgress;
import dev.tenor.tools.options.BackendMixin;
import dev.tenor.tools.options.CacheMixin;
import dev.tenor.tools.options.CommandText;
import dev.tenor.tools.options.FigureMixin;
import dev.tenor.tools.options.KeepMixin;
import dev.tenor.tools.options.NetworkMixin;
import dev.tenor.tools.options.PresetMixin;
import dev.tenor.tools.options.ResumeMixin;
import dev.tenor.tools.options.RunCorporaMixin;
import dev.tenor.tools.options.RunFolders;
import dev.tenor.tools.options.SettingOptions;
import dev.tenor.tools.options.SettingsMixin;
import dev.tenor.tools.options.UnreadableMixin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tenor train`.
@Command(
    name = "train",
    modelTransformer = SettingOptions.All.class,
    description = {
      "Train and evaluate a network, or with --model an SVM or logistic regression, on one fold of a"
          + " corpus; all results go into one run folder.",
      "After Ctrl-C, --resume continues from the last finished epoch."
    },
    footer = {
      "tenor train corpora/emodb",
      "tenor train corpora/ravdess --protocol speaker --fold 0 --seed 1 --out runs/first",
      "tenor train corpora/ravdess corpora/emodb --labels six",
      "tenor train --corpus csv --data manifest.csv --model svm --functionals egemaps",
      "tenor train --resume --out runs/first"
    })
public final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Mixin private Console console;
  @Mixin private RunCorporaMixin corpora;
  @Mixin private PresetMixin preset;
  @Mixin private BackendMixin backend;
  @Mixin private CacheMixin cache;
  @Mixin private UnreadableMixin unreadable;
  @Mixin private KeepMixin keep;
  @Mixin private NetworkMixin network;
  @Mixin private ResumeMixin resuming;
  @Mixin private FigureMixin figures;
  @Mixin private SettingsMixin settings;

  @Option(
      names = "--fold",
      paramLabel = "K",
      description = "Test fold, counted from 0 (default: 0).")
  private Integer fold;

  @Option(names = "--seed", paramLabel = "N", description = "Random seed (default: 1).")
  private Long seed;

  @Option(
      names = "--scaler",
      paramLabel = "CSV",
      description =
          "Standardisation of the features: a table mel,mean_db,scale_db with the mean and"
              + " standard deviation of each mel bin (default: fitted on the training set).")
  private Path scaler;

  @Option(
      names = "--init",
      paramLabel = "MODEL",
      description =
          "Fine-tuning: begin with the weights of this model or run where they fit, with its front"
              + " end, network and standardisation; see --freeze (default: random weights).")
  private Path init;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "RUN",
      description = "Output folder (default: runs/CORPUS-PROTOCOL-foldK-seedN).")
  private Path out;

  @Option(names = "--profile", description = "Print a profile by layer and op at the end.")
  private boolean profile;

  @Option(names = "--json", description = "Print metrics.json on stdout.")
  private boolean json;

  TrainCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    FigureStyle style = figures.style();
    if (resuming.isGiven()) {
      resuming.check(out);
    }
    RunSpec spec = resuming.isGiven() ? null : spec();
    Path folder = out != null ? out : RunFolders.unused(name(spec));
    Execution execution =
        new Execution(
            backend.threads(),
            profile,
            cache.open(console),
            unreadable.skip(),
            keep.checkpoint(),
            CommandText.of(command),
            style);
    RunResult result =
        TrainProgress.watch(
            console,
            folder,
            listener ->
                resuming.isGiven()
                    ? TrainingRun.resume(
                        folder, corpora.data(), resuming.prolonged(), execution, listener)
                    : TrainingRun.start(spec, folder, execution, listener));
    if (json) {
      console.out().print(Json.pretty(new RunReport(result).metrics()));
    } else {
      print(console, result);
    }
    return ExitCode.OK;
  }

  /// The run that the options describe; what they leave open is that of the run whose config.json
  /// is given, or the default.
  private RunSpec spec() throws IOException {
    RunSpec repeated = settings.run().orElse(null);
    Path first = init == null ? null : modelFile(init).toAbsolutePath().normalize();
    SerConfig config =
        first == null
            ? settings.resolve(preset.name(), SystemPresets.TENOR)
            : settings.resolve(preset.name(), SystemPresets.TENOR, SerModel.load(first));
    List<CorpusSpec> specs = corpora.locate(console, backend.threads(), repeated);
    Path scales = scaler == null ? null : scaler.toAbsolutePath().normalize();
    return new RunSpec(
        specs,
        corpora.labels(repeated).toString(),
        corpora.shares(specs, repeated),
        fold != null ? fold : repeated == null ? 0 : repeated.fold(),
        seed != null ? seed : repeated == null ? 1 : repeated.seed(),
        scales != null ? scales.toString() : repeated == null ? null : repeated.scaler(),
        first != null ? first.toString() : repeated == null ? null : repeated.init(),
        backend.name(repeated == null ? null : repeated.backend()),
        config);
  }

  private static Path modelFile(Path given) {
    return Files.isDirectory(given) ? new RunDirectory(given).model() : given;
  }

  private static String name(RunSpec spec) {
    return RunFolders.name(spec) + "-fold" + spec.fold() + "-seed" + spec.seed();
  }

  /// The scores, whether speakers are shared, and where everything is.
  static void print(Console console, RunResult result) {
    new ScoreReport(result.val()).lines("val").forEach(console.out()::println);
    new ScoreReport(result.test()).lines("test").forEach(console.out()::println);
    result.calibration().lines().forEach(console.out()::println);
    result.byCorpus().lines("test").forEach(console.out()::println);
    result.acoustic().lines().forEach(console.out()::println);
    new RunReport(result).audit().baselines().lines().forEach(console.out()::println);
    result.acoustic().verdict(result.test()).ifPresent(console.out()::println);
    console.out().println(result.split().lines().getFirst());
    console.out().println(result.split().lines().getLast());
    console.out().println("run folder: " + result.directory().path());
  }
}
