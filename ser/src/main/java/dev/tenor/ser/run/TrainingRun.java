package dev.tenor.ser.run;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.optim.Adam;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.audit.IdenticalRecordings;
import dev.tenor.ser.audit.RecordingNotes;
import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Missing;
import dev.tenor.ser.data.Dataset;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.predict.Predictor;
import dev.tenor.ser.split.Protocols;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.train.Checkpoint;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.TrainConfig;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import dev.tenor.ser.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One training run from recordings to a run folder: loads and splits the corpus, trains with early
/// stopping, restores the best epoch, evaluates the test side once, and writes everything down.
public final class TrainingRun {
  private final RunSpec spec;
  private final RunDirectory directory;
  private final Execution execution;
  private final TrainListener listener;

  private TrainingRun(
      RunSpec spec, RunDirectory directory, Execution execution, TrainListener listener) {
    this.spec = spec;
    this.directory = directory;
    this.execution = execution;
    this.listener = listener;
  }

  /// Starts a run in a new folder.
  ///
  /// @throws dev.tenor.ser.DataException if data are missing, unreadable or cannot be split so
  /// @throws dev.tenor.ser.train.TrainingFailedException if training diverges
  /// @throws IOException if the folder cannot be written
  public static RunResult start(RunSpec spec, Path out, Execution execution, TrainListener listener)
      throws IOException, InterruptedException {
    Prepared prepared =
        Prepared.of(spec); // before the folder: a typing error leaves nothing behind
    try (Backend backend = Backends.open(spec.backend(), execution.threads())) {
      RunDirectory directory = RunDirectory.create(out, spec);
      return new TrainingRun(spec, directory, execution, listener).run(prepared, backend);
    }
  }

  /// Goes on with an interrupted run from its last finished epoch; the result is the same as if it
  /// had not been interrupted, bit for bit. A finished run is evaluated again and left as it is.
  ///
  /// @param data where the corpus is now, null for where the run found it
  /// @throws dev.tenor.ser.DataException if there is no run, or its corpus has changed: labels,
  ///   speakers, sides or audio
  public static RunResult resume(Path out, Path data, Execution execution, TrainListener listener)
      throws IOException, InterruptedException {
    RunDirectory directory = RunDirectory.open(out);
    RunSpec saved = directory.spec();
    RunSpec spec = data == null ? saved : saved.withData(data.toString());
    Prepared prepared = Prepared.of(spec);
    directory.requireSplit(prepared.split());
    try (Backend backend = Backends.open(spec.backend(), execution.threads())) {
      return new TrainingRun(spec, directory, execution, listener).run(prepared, backend);
    }
  }

  /// The corpus and its split.
  private record Prepared(
      Listing listing, Split split, Standardizer scaler, List<String> warnings) {
    static Prepared of(RunSpec spec) throws IOException {
      new SerNetwork(spec.config().network()); // sizes that cannot be fail here
      Corpus corpus = Corpora.byName(spec.corpus());
      Listing listing = corpus.load(Path.of(spec.data()), spec.labelMap());
      Split split = Protocols.byName(spec.protocol()).split(listing, spec.seed(), spec.fold());
      split.check(listing);
      Standardizer scaler =
          spec.scaler() == null ? null : Standardizer.load(Path.of(spec.scaler()));
      return new Prepared(listing, split, scaler, Missing.lines(corpus, listing));
    }

    /// What is left where some recordings cannot be read: scores and audit are of the same ones.
    Prepared without(Set<String> keys) {
      return new Prepared(listing.without(keys), split.without(keys), scaler, warnings);
    }
  }

  private RunResult run(Prepared prepared, Backend backend)
      throws IOException, InterruptedException {
    Listing listing = prepared.listing();
    say(listing.describe());
    listing.notes().forEach(this::say);
    prepared.warnings().forEach(this::say);
    prepared.split().summary(listing).lines().forEach(this::say);
    if (!Files.exists(directory.split())) {
      directory.writeSplit(prepared.split());
    }
    say("backend " + backend.name() + ": " + backend.device());
    Dataset data = load(prepared);
    new RecordingNotes(data).lines().forEach(this::say);
    Map<String, String> recordings = IdenticalRecordings.of(listing, data.facts());
    record(prepared, data, recordings);
    Prepared heard = prepared.without(data.skipped().keySet());
    SplitAudit audit = SplitAudit.of(heard.listing(), heard.split(), recordings);
    new AuditTable(List.of(audit)).lines().forEach(this::say);
    return train(backend, heard, data, audit);
  }

  private Dataset load(Prepared prepared) throws IOException, InterruptedException {
    FeatureCache cache = execution.cache();
    int size = prepared.listing().size();
    Dataset data =
        Dataset.load(
            prepared.listing(),
            prepared.split(),
            new FeatureExtractor(spec.config().features(), execution.workers(), cache),
            prepared.scaler(),
            execution.skipUnreadable() || !directory.skipped().isEmpty(),
            (done, cached) -> listener.on(new TrainEvent.Features(done, cached, size)));
    if (cache != null) {
      say(cache.summary(size, data.cached()));
    }
    return data;
  }

  /// Writes down what every utterance is, or confirms it where the run goes on.
  private void record(Prepared prepared, Dataset data, Map<String, String> recordings)
      throws IOException {
    UtteranceFile now = UtteranceFile.of(prepared.listing(), prepared.split(), data, recordings);
    if (Files.exists(directory.utterances())) {
      UtteranceFile.read(directory.utterances()).require(now, directory.utterances());
    } else if (!directory.isFinished()) {
      now.write(directory.utterances());
    }
    if (!directory.isFinished() && !spec.equals(directory.spec())) {
      directory.writeSpec(spec); // the same recordings, elsewhere
    }
  }

  private RunResult train(Backend backend, Prepared prepared, Dataset data, SplitAudit audit)
      throws IOException {
    SerNetwork network = new SerNetwork(spec.config().network());
    SerNetwork bestNetwork = new SerNetwork(spec.config().network());
    TrainConfig config = spec.config().training();
    try (BufferPool pool = new BufferPool(backend);
        ParameterSlab slab = ParameterSlab.trainable(backend, network, spec.seed());
        ParameterSlab best = ParameterSlab.frozen(backend, bestNetwork);
        Adam adam = new Adam(slab, config.adam());
        Predictor predictor = new Predictor(network, pool);
        Predictor bestPredictor = new Predictor(bestNetwork, pool)) {
      List<EpochRecord> history = begin(slab, best, adam);
      Trainer trainer = new Trainer(network, slab, adam, pool, config, spec.seed());
      boolean byKernel = execution.profile() && backend.startKernelProfile();
      OpProfile profile = execution.profile() && !byKernel ? new OpProfile() : null;
      trainer.profile(profile);
      int before = history.size();
      while (!finished(history)) {
        epoch(trainer, predictor, data, history);
        if (history.size() == before + 1 && !finished(history)) { // the first epoch warms up
          if (profile != null) {
            profile.reset();
          } else if (byKernel) {
            backend.startKernelProfile();
          }
        }
        if (bestEpoch(history) == history.size()) {
          best.copyFrom(slab);
        }
        Checkpoint.save(directory.checkpoint(), slab, best, adam, history);
        directory.writeHistory(history);
      }
      if (byKernel) {
        listener.on(new TrainEvent.Profile(backend.kernelProfile()));
      } else if (profile != null) {
        listener.on(
            new TrainEvent.Profile(ProfileTable.lines(profile, backend.measurePeakFlops())));
      }
      return finish(prepared, data, audit, history, best, bestPredictor);
    }
  }

  private List<EpochRecord> begin(ParameterSlab slab, ParameterSlab best, Adam adam)
      throws IOException {
    if (!Files.exists(directory.checkpoint())) {
      return new ArrayList<>();
    }
    List<EpochRecord> history = Checkpoint.load(directory.checkpoint(), slab, best, adam);
    say("resumed after epoch " + history.size());
    return history;
  }

  private void epoch(
      Trainer trainer, Predictor predictor, Dataset data, List<EpochRecord> history) {
    long start = System.nanoTime();
    int number = history.size() + 1;
    Trainer.Result result = trainer.epoch(number, data.side(Side.TRAIN), listener);
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
            seconds);
    history.add(record);
    boolean best = bestEpoch(history) == number;
    listener.on(new TrainEvent.Epoch(record, spec.config().training().epochs(), best));
  }

  /// The first epoch with the highest validation WA, from 1; 0 before any.
  private static int bestEpoch(List<EpochRecord> history) {
    int best = 0;
    for (EpochRecord r : history) {
      if (best == 0 || r.valWa() > history.get(best - 1).valWa()) {
        best = r.epoch();
      }
    }
    return best;
  }

  private boolean finished(List<EpochRecord> history) {
    TrainConfig c = spec.config().training();
    boolean patient = c.patience() == 0 || history.size() - bestEpoch(history) < c.patience();
    return history.size() >= c.epochs() || !patient;
  }

  private RunResult finish(
      Prepared prepared,
      Dataset data,
      SplitAudit audit,
      List<EpochRecord> history,
      ParameterSlab best,
      Predictor predictor)
      throws IOException {
    List<String> labels = spec.labelMap().labels();
    Metrics val = predictor.evaluate(data.side(Side.VAL), labels);
    Predictions test = predictor.predict(data.side(Side.TEST), labels);
    RunResult result =
        new RunResult(
            directory,
            spec,
            prepared.split().summary(prepared.listing()),
            audit,
            history,
            bestEpoch(history),
            val,
            test,
            data.skipped());
    if (!directory.isFinished()) {
      new RunReport(result).write(best, data.standardizer());
    } else {
      say("the run had finished; its folder is left as it was");
    }
    return result;
  }

  private void say(String text) {
    listener.on(new TrainEvent.Message(text));
  }
}
