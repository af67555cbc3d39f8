package dev.tenor.tools.options;

import dev.tenor.ser.experiment.Case;
import dev.tenor.ser.experiment.ExperimentRunner;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import dev.tenor.tools.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Options of all experiments: corpus, split, folds, seeds, and number of parallel runs.
public final class ExperimentMixin {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private Console console;
  @Mixin private RunCorporaMixin corpora;
  @Mixin private PresetMixin preset;
  @Mixin private BackendMixin backend;
  @Mixin private CacheMixin cache;
  @Mixin private UnreadableMixin unreadable;
  @Mixin private KeepMixin keep;
  @Mixin private NetworkMixin network;
  @Mixin private FigureMixin figures;

  @Option(
      names = "--folds",
      paramLabel = "K",
      split = ",",
      description = "Test folds, counted from 0 (default: all).")
  private List<Integer> folds;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,3",
      description = "Random seeds; one run per fold and seed (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Number of runs in parallel; they divide the threads (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "The experiment's folder (default: runs/NAME-CORPUS-PROTOCOL).")
  private Path out;

  @Option(names = "--json", description = "Print the scores as JSON.")
  private boolean json;

  public boolean json() {
    return json;
  }

  /// How figures look.
  public FigureStyle figures() throws IOException {
    return figures.style();
  }

  public Console console() {
    return console;
  }

  public String preset() {
    return preset.name();
  }

  /// The experiment's folder.
  public Path folder(Plan plan) {
    return out != null
        ? out
        : RunFolders.ROOT.resolve(plan.kind() + "-" + RunFolders.name(plan.base()));
  }

  public Plan plan(String kind, SerConfig config, List<Variant> variants) throws IOException {
    List<CorpusSpec> specs = corpora.locate(console, backend.threads());
    specs.forEach(spec -> ManifestArgument.requireFile(Path.of(spec.data())));
    RunSpec base =
        new RunSpec(
            specs,
            corpora.labels().toString(),
            corpora.shares(specs),
            0,
            seeds.getFirst(),
            null,
            null,
            backend.name(),
            config);
    return new Plan(kind, base, variants, folds(base), seeds);
  }

  private List<Integer> folds(RunSpec base) throws IOException {
    RunCorpora read = RunCorpora.of(base);
    read.warnings().forEach(console::warn);
    int count = read.foldCount();
    List<Integer> chosen = folds != null ? folds : IntStream.range(0, count).boxed().toList();
    for (int fold : chosen) {
      if (fold < 0 || fold >= count) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "protocol %s: no fold %d; folds: 0 … %d",
                base.protocol(),
                fold,
                count - 1));
      }
    }
    return chosen;
  }

  /// Runs all unfinished runs, with progress messages.
  public List<Outcome> run(Plan plan, Path folder) throws IOException, InterruptedException {
    int threads = Math.max(1, backend.threads() / Math.max(1, jobs));
    Execution execution =
        new Execution(
            threads,
            false,
            cache.open(console),
            unreadable.skip(),
            keep.checkpoint(),
            CommandText.of(command),
            figures.style());
    try {
      return new ExperimentRunner(plan, folder, jobs, execution, new Lines()).run();
    } catch (InterruptedException e) {
      console.warn("stopped; repeat the command with --out " + folder + " to resume");
      throw e;
    }
  }

  private final class Lines implements ExperimentRunner.Listener {
    @Override
    public TrainListener started(Case one) {
      console.info("started: " + one.title());
      return event -> {
        if (event instanceof TrainEvent.Step && Thread.currentThread().isInterrupted()) {
          throw new CancellationException();
        }
      };
    }

    @Override
    public void finished(Outcome outcome, int done, int total) {
      String place = String.format(Locale.ROOT, "[%d/%d] %s: ", done, total, outcome.run().title());
      if (outcome.isFinished()) {
        console.info(place + "finished");
      } else {
        console.warn(place + "failed: " + outcome.failure());
      }
    }
  }
}
