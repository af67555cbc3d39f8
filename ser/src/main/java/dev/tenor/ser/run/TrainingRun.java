package dev.tenor.ser.run;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.ser.baseline.AcousticBaselines;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.data.Dataset;
import dev.tenor.ser.predict.Predictor;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.report.CalibrationReport;
import dev.tenor.ser.run.RunPreparation.Material;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Temperature;
import dev.tenor.ser.train.Augmentation;
import dev.tenor.ser.train.Checkpoint;
import dev.tenor.ser.train.EarlyStopping;
import dev.tenor.ser.train.EpochLog;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.History;
import dev.tenor.ser.train.TrainConfig;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import dev.tenor.ser.train.TrainState;
import dev.tenor.ser.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One training run from recordings to a run folder: loads and splits the corpus, trains with early
/// stopping, restores the best epoch, evaluates the test set once, and writes everything down.
public final class TrainingRun {
  private final RunSpec spec;
  private final RunDirectory directory;
  private final Execution execution;
  private final TrainListener listener;
  private final long start = System.nanoTime();
  private final boolean tests;

  /// @param tests whether the test set is evaluated at the end
  private TrainingRun(
      RunSpec spec,
      RunDirectory directory,
      Execution execution,
      TrainListener listener,
      boolean tests) {
    this.spec = spec;
    this.directory = directory;
    this.execution = execution;
    this.listener = listener;
    this.tests = tests;
  }

  /// Starts a run in a new folder.
  ///
  /// @throws dev.tenor.ser.DataException if data are missing, unreadable or cannot be split so
  /// @throws dev.tenor.ser.train.TrainingFailedException if training diverges
  /// @throws IOException if the folder cannot be written
  public static RunResult start(RunSpec spec, Path out, Execution execution, TrainListener listener)
      throws IOException, InterruptedException {
    RunPreparation preparation = new RunPreparation(spec);
    if (spec.config().training().model().isAcoustic()) {
      RunDirectory directory = RunDirectory.create(out, spec);
      return new AcousticRun(spec, directory, execution, listener).run(preparation);
    }
    try (Backend backend = Backends.open(spec.backend(), execution.threads())) {
      // The folder is created last: wrong options leave no empty folder.
      RunDirectory directory = RunDirectory.create(out, spec);
      return new TrainingRun(spec, directory, execution, listener, true).run(preparation, backend);
    }
  }

  /// Resumes an interrupted run from its last finished epoch; the result is the same as without the
  /// interruption, bit for bit. A finished run is evaluated again and not changed.
  ///
  /// @param data where the corpora are now, in their order; none for where the run found them
  /// @throws dev.tenor.ser.DataException if there is no run, or its corpus has changed: labels,
  ///   speakers, subsets or audio
  public static RunResult resume(
      Path out, List<Path> data, Execution execution, TrainListener listener)
      throws IOException, InterruptedException {
    return resume(out, data, Map.of(), execution, listener);
  }

  /// Resumes a run, with more epochs or patience than it began with if they are given: also a
  /// finished one, if its checkpoint was kept. Where the learning rate does not depend on the
  /// number of epochs (all schedules but cosine), the result is that of a run with these settings.
  ///
  /// @param prolonged new values of `epochs` and `patience`, none for those of the run
  /// @throws dev.tenor.ser.DataException if a finished run has no checkpoint, or has more epochs
  public static RunResult resume(
      Path out,
      List<Path> data,
      Map<String, Integer> prolonged,
      Execution execution,
      TrainListener listener)
      throws IOException, InterruptedException {
    RunDirectory directory = RunDirectory.open(out);
    RunSpec saved = directory.spec();
    RunSpec spec = Prolonging.of(directory, saved, prolonged).movedTo(data);
    RunPreparation preparation = new RunPreparation(spec);
    directory.requireSplit(preparation.split());
    if (!spec.config().equals(saved.config())) {
      directory.reopen();
    }
    if (spec.config().training().model().isAcoustic()) {
      return new AcousticRun(spec, directory, execution, listener).run(preparation);
    }
    try (Backend backend = Backends.open(spec.backend(), execution.threads())) {
      return new TrainingRun(spec, directory, execution, listener, true).run(preparation, backend);
    }
  }

  /// Trains a run and stops before its test, which [#resume] does without another training: for
  /// runs of which the validation set chooses one. What has been trained is kept after an
  /// interruption. An SVM or logistic regression is fitted in no time and is tested at once.
  ///
  /// @return the validation scores, which are also written to the folder
  /// @throws dev.tenor.ser.train.TrainingFailedException if training diverges
  public static Validation validate(
      RunSpec spec, Path out, Execution execution, TrainListener listener)
      throws IOException, InterruptedException {
    RunDirectory begun = new RunDirectory(out);
    RunPreparation preparation = new RunPreparation(spec);
    if (RunDirectory.isBegun(out)) {
      begun.requireSplit(preparation.split());
    }
    if (spec.config().training().model().isAcoustic()) {
      RunDirectory directory = begun.isFinished() ? begun : RunDirectory.create(out, spec);
      new AcousticRun(spec, directory, execution, listener).run(preparation);
      return Validation.of(directory, spec);
    }
    try (Backend backend = Backends.open(spec.backend(), execution.threads())) {
      RunDirectory directory = RunDirectory.isBegun(out) ? begun : RunDirectory.create(out, spec);
      new TrainingRun(spec, directory, execution, listener, false).run(preparation, backend);
      return Validation.of(directory, spec);
    }
  }

  private RunResult run(RunPreparation preparation, Backend backend)
      throws IOException, InterruptedException {
    preparation.describe(listener);
    if (!Files.exists(directory.split())) {
      directory.writeSplit(preparation.split());
    }
    listener.say("backend " + backend.name() + ": " + backend.device());
    return train(backend, preparation.read(directory, execution, listener, tests));
  }

  /// @return null where the run is not tested
  private RunResult train(Backend backend, Material material)
      throws IOException, InterruptedException {
    SerConfig config = spec.config();
    TrainConfig training = config.training().forExamples(material.data().side(Side.TRAIN).size());
    if (training.epochs() > config.training().epochs()) {
      listener.say(
          training.epochs()
              + " epochs instead of "
              + config.training().epochs()
              + ": fewer would have less than "
              + training.minSteps()
              + " steps (--min-steps)");
    }
    EarlyStopping stopping = EarlyStopping.of(training);
    Augmentation augmentation =
        new Augmentation(
            config.augmentation(), config.features(), material.data().standardizer(), spec.seed());
    try (TrainState state = new TrainState(backend, config.network(), training, spec.seed());
        Predictor judged = new Predictor(state.judgedNetwork(), state.pool());
        Predictor best = new Predictor(state.bestNetwork(), state.pool())) {
      History history = begin(state);
      boolean done = directory.isFinished();
      SessionLog session = null;
      EpochLog log = null;
      if (!done) {
        session = SessionLog.begin(directory, execution, backend, start, history.size());
        log = EpochLog.open(directory.path(), history.size());
      }
      Trainer trainer = state.trainer(training, spec.seed());
      trainer.shares(spec.corpusShares());
      RunProfile profile = new RunProfile(backend, execution.profile());
      trainer.profile(profile.ops());
      int before = history.size();
      while (!done && !stopping.isFinished(history)) {
        epoch(trainer, augmentation, judged, material.data(), history, training.epochs());
        if (history.size() == before + 1 && !stopping.isFinished(history)) {
          profile.reset(); // the first epoch warms up
        }
        if (history.bestEpoch() == history.size()) {
          state.keep();
        }
        history.write(directory.history()); // first: a checkpoint's epochs are all in it
        Checkpoint.save(directory.checkpoint(), state, history);
        log.add(history.records().getLast(), history.bestEpoch() == history.size());
        session.reached(history.size());
      }
      profile.tell(listener);
      if (!tests) {
        return null; // the test will need the checkpoint
      }
      RunResult result = finish(material, history, state.best(), best, session);
      if (!execution.keepCheckpoint() && !done) {
        Files.deleteIfExists(directory.checkpoint());
      }
      return result;
    }
  }

  private History begin(TrainState state) throws IOException {
    TrainConfig config = spec.config().training();
    if (directory.isFinished()) {
      state.restoreBest(SerModel.load(directory.model()).weights());
      return History.read(directory.history(), config);
    }
    if (!Files.exists(directory.checkpoint())) {
      if (spec.init() != null) {
        List<String> left = state.begin(SerModel.load(Path.of(spec.init())).weights());
        listener.say("weights of " + spec.init() + (left.isEmpty() ? "" : ", all but " + left));
      }
      return History.of(config);
    }
    History history = Checkpoint.load(directory.checkpoint(), state, config);
    listener.say("resumed after epoch " + history.size());
    return history;
  }

  private void epoch(
      Trainer trainer,
      Augmentation augmentation,
      Predictor predictor,
      Dataset data,
      History history,
      int epochs) {
    long start = System.nanoTime();
    int number = history.size() + 1;
    Trainer.Result result = trainer.epoch(number, data.side(Side.TRAIN), augmentation, listener);
    Metrics val = predictor.evaluate(data.side(Side.VAL), spec.labelMap().labels());
    double seconds = (System.nanoTime() - start) / 1e9;
    EpochRecord record =
        new EpochRecord(
            number,
            result.lr(),
            result.loss(),
            result.wa(),
            val.loss(),
            val.wa(),
            val.ua(),
            val.macroF1(),
            seconds);
    history.add(record);
    boolean best = history.bestEpoch() == number;
    listener.on(new TrainEvent.Epoch(record, epochs, best));
  }

  private RunResult finish(
      Material material,
      History history,
      ParameterSlab best,
      Predictor predictor,
      SessionLog session)
      throws IOException, InterruptedException {
    Dataset data = material.data();
    List<String> labels = spec.labelMap().labels();
    Predictions val = predictor.predict(data.side(Side.VAL), labels);
    Temperature temperature = Temperature.fit(val);
    Predictions test = predictor.predict(data.side(Side.TEST), labels);
    Predictions calibrated = temperature.apply(test);
    RunResult result =
        new RunResult(
            directory,
            spec,
            material.listing(),
            material.split().summary(material.listing()),
            material.audit(),
            acoustic(material, labels),
            history,
            temperature.apply(val).metrics(),
            calibrated,
            CalibrationReport.of(temperature, test),
            CorpusScores.of(material.listing(), calibrated),
            data.skipped());
    if (!directory.isFinished()) {
      session.reached(history.size());
      new RunReport(result).write(best, data.standardizer(), execution.figures());
    } else {
      listener.say("the run had finished; its folder is left as it was");
    }
    return result;
  }

  /// The baselines depend on the split alone, and a finished run has their scores.
  private AcousticTable acoustic(Material material, List<String> labels)
      throws IOException, InterruptedException {
    if (directory.isFinished()) {
      return directory.acoustic(labels);
    }
    int training = material.data().side(Side.TRAIN).size();
    listener.say("fitting the acoustic baselines to " + training + " utterances");
    int mels = spec.config().features().bins();
    return new AcousticTable(
        AcousticBaselines.of(material.data(), mels, material.egemaps(), labels));
  }
}
