package dev.tenor.tools.commands;

import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variants;
import dev.tenor.ser.model.Presets;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.tools.options.ExperimentMixin;
import dev.tenor.tools.options.SettingOptions;
import dev.tenor.tools.options.SettingsMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tenor experiment ablation`.
@Command(
    name = "ablation",
    modelTransformer = SettingOptions.All.class,
    description = {
      "Ablation study: a configuration, and variants that replace one part each.",
      "Variants: no transformer layers, other aggregations and tokens, layers without shared"
          + " weights, no embed_scale."
    },
    footer = {"tenor experiment ablation corpora/ravdess --folds 0 --seeds 1 --jobs 2"})
public final class ExperimentAblationCommand implements Callable<Integer> {
  static final String KIND = "ablation";

  @Mixin private ExperimentMixin experiment;
  @Mixin private SettingsMixin settings;

  ExperimentAblationCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    SerConfig config = settings.resolve(experiment.preset(), Presets.PAPER);
    Plan plan = experiment.plan(KIND, config, Variants.ablation(config.network()));
    Path folder = experiment.folder(plan);
    List<Outcome> outcomes = experiment.run(plan, folder);
    return ExperimentReports.of(experiment).write(folder, outcomes);
  }
}
