package dev.tenor.tools.commands;

import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.cross.CommonLabels;
import dev.tenor.ser.experiment.cross.TrainingSets;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.RunSpec;
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

/// `tenor experiment cross`.
@Command(
    name = "cross",
    modelTransformer = SettingOptions.All.class,
    customSynopsis = "tenor experiment cross --corpus A:PATH --corpus B:PATH... [OPTION]...",
    description = {
      "Train on every corpus alone and on all but each, and test each model on every corpus.",
      "A corpus that a model was trained on is tested by speakers that the model has not heard, any"
          + " other corpus whole, without another training. The result is a matrix of UA with"
          + " intervals. Classes that a corpus does not have are left out."
    },
    footer = {
      "tenor experiment cross --corpus emodb:corpora/emodb --corpus ravdess:corpora/ravdess",
      "tenor experiment cross corpora/emodb corpora/ravdess corpora/crema-d --folds 0,1 --seeds 1,2"
    })
public final class ExperimentCrossCommand implements Callable<Integer> {
  static final String KIND = "cross";

  @Mixin private ExperimentMixin experiment;
  @Mixin private SettingsMixin settings;

  ExperimentCrossCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunSpec base = experiment.base(settings.resolve(experiment.preset(), SystemPresets.TENOR));
    if (!base.tested().isEmpty()) {
      throw new IllegalArgumentException(
          "cross: tests every corpus; name " + base.tested() + " with --corpus");
    }
    CommonLabels common = CommonLabels.of(base.corpora(), base.labelMap());
    common.notes().forEach(experiment.console()::warn);
    List<String> names = base.corpora().stream().map(CorpusSpec::name).toList();
    Plan plan = experiment.plan(KIND, withLabels(base, common.labels()), TrainingSets.of(names), 0);
    Path folder = experiment.folder(plan);
    List<Outcome> outcomes = experiment.run(plan, folder);
    return ExperimentReports.of(experiment).write(folder, outcomes);
  }

  private static RunSpec withLabels(RunSpec s, LabelMap labels) {
    return new RunSpec(
        s.corpora(),
        labels.toString(),
        s.shares(),
        s.fold(),
        s.seed(),
        s.scaler(),
        s.init(),
        s.backend(),
        s.config());
  }
}
