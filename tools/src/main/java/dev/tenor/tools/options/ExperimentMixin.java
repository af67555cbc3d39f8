package dev.tenor.tools.options;

import dev.tenor.ser.experiment.ExperimentRunner;
import dev.tenor.ser.experiment.LocalTrainings;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Shard;
import dev.tenor.ser.experiment.Trainings;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.Execution;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExperimentProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// Options of all experiments: corpus, split, folds, seeds, and number of parallel runs.
public final class ExperimentMixin {
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  /// Reads `1/4`.
  static final class ShardConverter implements ITypeConverter<Shard> {
    @Override
    public Shard convert(String text) {
      try {
        return Shard.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

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
  @Mixin private ClusterMixin cluster;

  @Option(
      names = "--folds",
      paramLabel = "K",
      split = ",",
      description = "Test folds, counted from 0 (default: all; of cross, grid and search 0).")
  private List<Integer> folds;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      description =
          "Random seeds; one run per fold and seed (default: 1,2,3; of cross, grid and search 1).")
  private List<Long> seeds;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Number of runs in parallel; they divide the threads (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--shard",
      paramLabel = "K/N",
      converter = ShardConverter.class,
      description =
          "Run only every N-th run, beginning with the K-th, for one of N machines, each with its"
              + " own --out; join them with 'tenor experiment merge' (default: all runs).")
  private Shard shard = Shard.ALL;

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

  /// What all runs have in common.
  public RunSpec base(SerConfig config) throws IOException {
    List<CorpusSpec> specs = corpora.locate(console, backend.threads());
    specs.forEach(spec -> ManifestArgument.requireFile(Path.of(spec.data())));
    return new RunSpec(
        specs,
        corpora.labels().toString(),
        corpora.shares(specs),
        0,
        1,
        null,
        null,
        backend.name(),
        config);
  }

  /// On all folds and with three seeds, unless others are asked for.
  public Plan plan(String kind, SerConfig config, List<Variant> variants) throws IOException {
    RunSpec base = base(config);
    int count = foldCount(base, variants);
    List<Integer> all = IntStream.range(0, count).boxed().toList();
    return new Plan(kind, base, variants, folds(base, count, all), seeds != null ? seeds : SEEDS);
  }

  /// On fold 0 with seed 1, unless others are asked for: for experiments of many variants.
  ///
  /// @param eta see [Plan]
  public Plan plan(String kind, RunSpec base, List<Variant> variants, int eta) throws IOException {
    List<Integer> chosen = folds(base, foldCount(base, variants), List.of(0));
    return new Plan(kind, base, variants, chosen, seeds != null ? seeds : List.of(1L), eta);
  }

  /// The folds that all variants have.
  private int foldCount(RunSpec base, List<Variant> variants) throws IOException {
    RunCorpora read = RunCorpora.of(base);
    read.warnings().forEach(console::warn);
    int count = read.foldCount();
    for (Variant variant : variants) {
      if (!variant.corpora().isEmpty()) {
        count = Math.min(count, RunCorpora.of(base.only(variant.corpora())).foldCount());
      }
    }
    return count;
  }

  private List<Integer> folds(RunSpec base, int count, List<Integer> standard) {
    List<Integer> chosen = folds != null ? folds : standard;
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

  /// How the runs of an experiment are chosen and run.
  public interface Way {
    List<Outcome> run(ExperimentRunner runner) throws IOException, InterruptedException;
  }

  /// Runs all unfinished runs, with progress messages.
  public List<Outcome> run(Plan plan, Path folder) throws IOException, InterruptedException {
    return run(plan, folder, ExperimentRunner::run);
  }

  /// The same in another way.
  public List<Outcome> run(Plan plan, Path folder, Way way)
      throws IOException, InterruptedException {
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
    if (!cluster.isSet()) {
      return run(plan, folder, new LocalTrainings(jobs, execution), way);
    }
    if (jobs != 1) {
      throw new IllegalArgumentException(
          "--jobs is for this process; with --master the executors' cores say how many run at a"
              + " time (--conf spark.cores.max=N)");
    }
    Path absolute =
        folder.toAbsolutePath().normalize(); // executors have a working folder of their own
    try (Cluster opened = cluster.open("tenor " + plan.kind() + " " + absolute, console)) {
      return run(plan, absolute, opened.trainings(execution), way);
    }
  }

  private List<Outcome> run(Plan plan, Path folder, Trainings trainings, Way way)
      throws IOException, InterruptedException {
    try (ExperimentProgress progress = new ExperimentProgress(console)) {
      return way.run(new ExperimentRunner(plan, folder, shard, trainings, progress));
    } catch (InterruptedException e) {
      console.warn("stopped; repeat the command with --out " + folder + " to resume");
      throw e;
    }
  }
}
