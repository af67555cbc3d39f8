package dev.tenor.tools.commands;

import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variants;
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

/// `tenor experiment folds`.
@Command(
    name = "folds",
    modelTransformer = SettingOptions.All.class,
    description = {
      "Cross-validation of one configuration, with several seeds.",
      "Reports means and standard deviations, pooled scores with confidence intervals, and learning"
          + " curves; --against compares with another such experiment."
    },
    footer = {
      "tenor experiment folds corpora/ravdess --seeds 1,2,3 --out runs/folds",
      "tenor experiment folds corpora/ravdess --depth 1 --out runs/shallow --against runs/folds"
    })
public final class ExperimentFoldsCommand implements Callable<Integer> {
  private static final String KIND = "folds";

  @Mixin private ExperimentMixin experiment;
  @Mixin private SettingsMixin settings;

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description = "Folder of another experiment on the same folds and seeds to compare with.")
  private Path against;

  ExperimentFoldsCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan plan =
        experiment.plan(
            KIND, settings.resolve(experiment.preset(), SystemPresets.TENOR), Variants.none());
    Path folder = experiment.folder(plan);
    List<Outcome> outcomes = experiment.run(plan, folder);
    return ExperimentReports.of(experiment).write(folder, outcomes, against);
  }
}
