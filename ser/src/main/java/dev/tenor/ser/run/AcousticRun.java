package dev.tenor.ser.run;

import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.baseline.Learner;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.data.Dataset;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.predict.AcousticModel;
import dev.tenor.ser.report.CalibrationReport;
import dev.tenor.ser.run.RunPreparation.Material;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Temperature;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.History;
import dev.tenor.ser.train.TrainConfig;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// A run whose model is an SVM or a logistic regression on functionals: fitted to the training side
/// once, which counts as its only epoch, and scored like a network. The validation side chooses
/// nothing but the temperature. There is no checkpoint: an interrupted run starts over.
final class AcousticRun {
  private final RunSpec spec;
  private final RunDirectory directory;
  private final Execution execution;
  private final TrainListener listener;
  private final List<String> labels;
  private final long start = System.nanoTime();

  AcousticRun(RunSpec spec, RunDirectory directory, Execution execution, TrainListener listener) {
    this.spec = spec;
    this.directory = directory;
    this.execution = execution;
    this.listener = listener;
    labels = spec.labelMap().labels();
  }

  RunResult run(RunPreparation preparation) throws IOException, InterruptedException {
    preparation.describe(listener);
    if (!Files.exists(directory.split())) {
      directory.writeSplit(preparation.split());
    }
    Material material = preparation.read(directory, execution, listener, true);
    Dataset data = material.data();
    TrainConfig config = spec.config().training();
    boolean done = directory.isFinished();
    SessionLog session = done ? null : SessionLog.begin(directory, execution, null, start, 0);
    long fitting = System.nanoTime();
    Learner.Fitted fitted = fit(data.side(Side.TRAIN), config.model().learner());
    double seconds = (System.nanoTime() - fitting) / 1e9;
    Predictions train = predict(fitted, data.side(Side.TRAIN));
    Predictions val = predict(fitted, data.side(Side.VAL));
    Temperature temperature = Temperature.fit(val);
    Predictions test = predict(fitted, data.side(Side.TEST));
    Predictions calibrated = temperature.apply(test);
    Metrics fit = train.metrics();
    Metrics seen = val.metrics();
    History history = History.of(config);
    EpochRecord epoch =
        new EpochRecord(
            1, 0, fit.loss(), fit.wa(), seen.loss(), seen.wa(), seen.ua(), seen.macroF1(), seconds);
    history.add(epoch);
    listener.on(new TrainEvent.Epoch(epoch, 1, true));
    RunResult result =
        new RunResult(
            directory,
            spec,
            material.listing(),
            material.split().summary(material.listing()),
            material.audit(),
            new AcousticTable(List.of()),
            history,
            temperature.apply(val).metrics(),
            calibrated,
            CalibrationReport.of(temperature, test),
            CorpusScores.of(material.listing(), calibrated),
            data.skipped());
    if (done) {
      listener.say("the run had finished; its folder is left as it was");
    } else {
      history.write(directory.history());
      session.reached(history.size());
      RunReport report = new RunReport(result);
      model(fitted, data.standardizer(), temperature, report.provenance()).save(directory.model());
      report.writeScores(execution.figures());
    }
    return result;
  }

  private Learner.Fitted fit(List<Example> training, Learner learner) throws InterruptedException {
    listener.say(
        "fitting "
            + learner.name()
            + " on "
            + spec.config().training().functionals().title()
            + " of "
            + training.size()
            + " utterances");
    float[][] x = training.stream().map(Example::features).toArray(float[][]::new);
    int[] y = training.stream().mapToInt(Example::label).toArray();
    return learner.fit(x, y, labels.size());
  }

  private Predictions predict(Learner.Fitted fitted, List<Example> examples) {
    float[][] rows =
        examples.stream().map(Example::features).map(fitted::probabilities).toArray(float[][]::new);
    return Example.predictions(examples, labels, rows);
  }

  private AcousticModel model(
      Learner.Fitted fitted,
      Standardizer standardizer,
      Temperature temperature,
      Map<String, Object> provenance) {
    TrainConfig config = spec.config().training();
    return new AcousticModel(
        config.model(),
        config.functionals(),
        spec.config().features(),
        labels,
        standardizer,
        temperature,
        0,
        Json.mapper().valueToTree(provenance),
        fitted);
  }
}
