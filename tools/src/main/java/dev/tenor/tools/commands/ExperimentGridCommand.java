package dev.tenor.tools.commands;

import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.experiment.search.Grid;
import dev.tenor.ser.experiment.search.SearchRunner;
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

/// `tenor experiment grid`.
@Command(
    name = "grid",
    modelTransformer = SettingOptions.Several.class,
    customSynopsis =
        "tenor experiment grid (--corpus NAME[:PATH])... (--SETTING V,V...)... [OPTION]...",
    description = {
      "Train every combination of the values of some settings; the validation set chooses one, which"
          + " is tested.",
      "Every setting takes several values, separated by commas; lists are separated by semicolons,"
          + " and yes or no is true,false. The same command with more values adds them."
    },
    footer = {
      "tenor experiment grid corpora/emodb --lr 1e-4,5e-4 --seconds 3,5 --folds 0 --seeds 1",
      "tenor experiment grid corpora/emodb --channels 16,32;32,64 --pooling 2,2 --dropout 0.1,0.1"
    })
public final class ExperimentGridCommand implements Callable<Integer> {
  static final String KIND = "grid";

  @Mixin private ExperimentMixin experiment;
  @Mixin private SettingsMixin settings;

  ExperimentGridCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Variant> variants = Grid.variants(settings.axes());
    SerConfig config = settings.resolve(experiment.preset(), SystemPresets.TENOR);
    Plan plan = experiment.plan(KIND, experiment.base(config), variants, 0);
    Path folder = experiment.folder(plan);
    List<Outcome> outcomes = experiment.run(plan, folder, SearchRunner::run);
    return ExperimentReports.of(experiment).write(folder, outcomes);
  }
}
