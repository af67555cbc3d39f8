package dev.tenor.tools.commands;

import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variants;
import dev.tenor.ser.model.Presets;
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

/// `tenor experiment depth`.
@Command(
    name = "depth",
    modelTransformer = SettingOptions.All.class,
    description =
        "Scores as a function of the number of transformer layers (figure 4a of the paper).",
    footer = {"tenor experiment depth corpora/ravdess --depths 0,1,5"})
public final class ExperimentDepthCommand implements Callable<Integer> {
  static final String KIND = "depth";

  @Mixin private ExperimentMixin experiment;
  @Mixin private SettingsMixin settings;

  @Option(
      names = "--depths",
      paramLabel = "L",
      split = ",",
      description = "Numbers of layers; each is compared with the first one (default: 0,1,2,…,12).")
  private List<Integer> depths = Variants.allDepths();

  ExperimentDepthCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan plan =
        experiment.plan(
            KIND, settings.resolve(experiment.preset(), Presets.PAPER), Variants.depths(depths));
    Path folder = experiment.folder(plan);
    List<Outcome> outcomes = experiment.run(plan, folder);
    return ExperimentReports.of(experiment).write(folder, outcomes);
  }
}
