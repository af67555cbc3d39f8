package dev.tenor.tools.commands;

import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.search.SearchRunner;
import dev.tenor.ser.experiment.search.SearchSpace;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.run.SystemPresets;
import dev.tenor.tools.options.ExperimentMixin;
import dev.tenor.tools.options.SettingOptions;
import dev.tenor.tools.options.SettingsMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tenor experiment search`.
@Command(
    name = "search",
    modelTransformer = SettingOptions.All.class,
    customSynopsis =
        "tenor experiment search (--corpus NAME[:PATH])... --space FILE --trials N [OPTION]...",
    description = {
      "Train with settings drawn at random; the validation set chooses one of them, which is tested.",
      "The space is a JSON file: for each setting a list of values, or min and max, with log and"
          + " integer if wanted. Names are those of config.json.",
      "With --method halving all trials are trained for a small share of the epochs, and the best"
          + " third goes on with three times as many, until all.",
      "A space: {\"lr\": {\"min\": 1e-4, \"max\": 1e-2, \"log\": true}, \"depth\": [1, 2, 4]}"
    },
    footer = {
      "tenor experiment search corpora/emodb --space space.json --trials 40 --folds 0",
      "tenor experiment search corpora/emodb --space space.json --trials 81 --method halving"
    })
public final class ExperimentSearchCommand implements Callable<Integer> {
  static final String KIND = "search";

  /// How the epochs are spent.
  enum Method {
    RANDOM,
    HALVING
  }

  @Mixin private ExperimentMixin experiment;
  @Mixin private SettingsMixin settings;

  @Option(
      names = "--space",
      paramLabel = "FILE",
      required = true,
      description = "JSON file with the settings to vary and their values.")
  private Path space;

  @Option(
      names = "--trials",
      paramLabel = "N",
      required = true,
      description =
          "How many draws; trial 7 is the same however many there are, so that more can be added.")
  private int trials;

  @Option(
      names = "--method",
      paramLabel = "random|halving",
      defaultValue = "RANDOM",
      description = "All trials in full, or by successive halving (default: random).")
  private Method method;

  @Option(
      names = "--eta",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "halving: one of N trials goes on, with N times the epochs (default: ${DEFAULT-VALUE}).")
  private int eta;

  @Option(
      names = "--search-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed of the draws (default: ${DEFAULT-VALUE}).")
  private long seed;

  ExperimentSearchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (method == Method.HALVING && eta < 2) {
      throw new IllegalArgumentException("--eta " + eta + " is less than 2");
    }
    SearchSpace read = SearchSpace.read(space);
    SerConfig config = settings.resolve(experiment.preset(), SystemPresets.TENOR);
    Plan plan =
        experiment.plan(
            KIND,
            experiment.base(config),
            read.trials(seed, trials),
            method == Method.HALVING ? eta : 0);
    Path folder = experiment.folder(plan);
    List<Outcome> outcomes = experiment.run(plan, folder, SearchRunner::run);
    return ExperimentReports.of(experiment).write(folder, outcomes);
  }
}
