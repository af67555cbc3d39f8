package dev.tenor.ser.run;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.FrontEnd;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.audit.IdenticalRecordings;
import dev.tenor.ser.audit.RecordingNotes;
import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.baseline.FunctionalSet;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Dataset;
import dev.tenor.ser.data.GroupCmvn;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.model.Networks;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.train.TrainConfig;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import dev.tenor.ser.voice.NetworkFrontEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Everything before training: the corpus, its split, the features, and the audit of the split.
final class RunPreparation {
  private final RunSpec spec;
  private final Listing listing;
  private final Split split;
  private final Standardizer scaler;
  private final List<String> lines;

  /// Lists the corpus, splits it and checks the settings, without reading audio or writing files.
  ///
  /// @throws DataException if data are missing, unreadable or cannot be split so
  /// @throws IllegalArgumentException if the network cannot be built
  RunPreparation(RunSpec spec) throws IOException {
    Networks.create(spec.config().network());
    this.spec = spec;
    requireMeant(spec);
    RunCorpora corpora = RunCorpora.of(spec);
    listing = corpora.listing();
    split = corpora.split(spec.seed(), spec.fold());
    split.check(listing);
    Set<String> trained = new TreeSet<>();
    for (Utterance u : split.utterances(listing, Side.TRAIN)) {
      trained.add(u.corpus() == null ? "" : u.corpus());
    }
    spec.corpusShares().check(trained);
    scaler = scaler(spec);
    lines = new ArrayList<>(corpora.descriptions());
    lines.addAll(corpora.warnings());
    lines.addAll(corpora.foldLines(spec.fold()));
  }

  /// Refuses what the run's kind of model would ignore.
  private static void requireMeant(RunSpec spec) {
    TrainConfig training = spec.config().training();
    if (!training.model().isAcoustic()) {
      if (training.functionals() != FunctionalSet.LOG_MEL) {
        throw new IllegalArgumentException(
            "functionals are for an SVM or a logistic regression; choose model svm or logreg");
      }
      return;
    }
    String wrong =
        spec.scaler() != null
            ? "a scaler of mel bins"
            : spec.init() != null
                ? "a model to begin with (init)"
                : spec.shares().isEmpty() ? null : "a share of an epoch";
    if (wrong != null) {
      throw new IllegalArgumentException(
          wrong + " is for the network; leave it out for an acoustic model");
    }
  }

  /// Weights of another model go with its standardisation.
  ///
  /// @throws DataException if it is of other features
  private static Standardizer scaler(RunSpec spec) throws IOException {
    String place = spec.scaler() != null ? spec.scaler() : spec.init();
    if (place == null) {
      return null;
    }
    Standardizer scaler =
        spec.scaler() != null
            ? Standardizer.load(Path.of(place))
            : SerModel.load(Path.of(place)).standardizer();
    int columns = spec.config().features().columns();
    if (scaler.nMels() != columns) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: has %d means and standard deviations, the front end gives %d columns; choose the"
                  + " front end (--n-mels, --voice) that it is of",
              place,
              scaler.nMels(),
              columns));
    }
    return scaler;
  }

  Split split() {
    return split;
  }

  /// Reports the corpus and its split to the listener.
  ///
  /// @throws DataException if the split is not of this corpus
  void describe(TrainListener listener) throws DataException {
    lines.forEach(listener::say);
    split.summary(listing).lines().forEach(listener::say);
  }

  /// The data that a model is trained on. Recordings that were left out are in neither listing nor
  /// split, so scores and audit cover the same ones.
  ///
  /// @param egemaps utterance key → the functionals that the acoustic baselines know besides those
  ///   of the log-mels; none where nothing fits them
  record Material(
      Listing listing, Split split, Dataset data, Map<String, float[]> egemaps, SplitAudit audit) {}

  /// Reads all recordings, writes the list of utterances, and audits the split.
  ///
  /// @param tests whether the run is tested, beside acoustic baselines
  /// @throws DataException if recordings cannot be read, or are not those that the run began with
  Material read(RunDirectory directory, Execution execution, TrainListener listener, boolean tests)
      throws IOException, InterruptedException {
    Dataset data = load(directory, execution, listener);
    new RecordingNotes(data).lines().forEach(listener::say);
    Map<String, String> recordings = IdenticalRecordings.of(listing, data.facts());
    record(directory, data, recordings);
    Set<String> skipped = data.skipped().keySet();
    Listing heard = listing.without(skipped);
    Split left = split.without(skipped);
    SplitAudit audit = SplitAudit.of(heard, left, recordings);
    new AuditTable(List.of(audit)).lines().forEach(listener::say);
    boolean needed = tests && !isAcoustic() && !directory.isFinished();
    Map<String, float[]> egemaps = needed ? egemaps(heard, left, execution, listener) : Map.of();
    return new Material(heard, left, data, egemaps, audit);
  }

  private boolean isAcoustic() {
    return spec.config().training().model().isAcoustic();
  }

  /// What the run's model is given of a recording.
  private FrontEnd frontEnd() {
    TrainConfig training = spec.config().training();
    FeatureConfig features = spec.config().features();
    return isAcoustic() ? training.functionals().frontEnd(features) : new NetworkFrontEnd(features);
  }

  private Map<String, float[]> egemaps(
      Listing heard, Split left, Execution execution, TrainListener listener)
      throws IOException, InterruptedException {
    FrontEnd frontEnd = FunctionalSet.EGEMAPS.frontEnd(spec.config().features());
    FeatureExtractor extractor =
        new FeatureExtractor(frontEnd, execution.workers(), execution.cache());
    listener.say(FunctionalSet.EGEMAPS.title() + " for the acoustic baselines");
    List<FeatureExtractor.Result> results =
        extractor.extractAll(
            heard.utterances().stream().map(Utterance::source).toList(),
            (done, cached) -> listener.on(new TrainEvent.Features(done, cached, heard.size())));
    Map<String, float[]> byKey = new HashMap<>();
    for (int i = 0; i < results.size(); i++) {
      byKey.put(heard.utterances().get(i).key(), results.get(i).features());
    }
    GroupCmvn cmvn = GroupCmvn.of(spec.config().features());
    for (Side side : Side.values()) {
      List<Utterance> some = left.utterances(heard, side);
      cmvn.apply(some, some.stream().map(u -> byKey.get(u.key())).toList(), frontEnd.columns());
    }
    return byKey;
  }

  private Dataset load(RunDirectory directory, Execution execution, TrainListener listener)
      throws IOException, InterruptedException {
    FeatureCache cache = execution.cache();
    int size = listing.size();
    Dataset data =
        Dataset.load(
            listing,
            split,
            new FeatureExtractor(frontEnd(), execution.workers(), cache),
            GroupCmvn.of(spec.config().features()),
            scaler,
            execution.skipUnreadable() || !directory.skipped().isEmpty(),
            (done, cached) -> listener.on(new TrainEvent.Features(done, cached, size)));
    if (cache != null) {
      listener.say(cache.summary(size, data.cached()));
    }
    return data;
  }

  /// Writes the list of utterances; in a resumed run, compares with the one written before.
  private void record(RunDirectory directory, Dataset data, Map<String, String> recordings)
      throws IOException {
    UtteranceFile now = UtteranceFile.of(listing, split, data, recordings);
    if (Files.exists(directory.utterances())) {
      UtteranceFile.read(directory.utterances()).require(now, directory.utterances());
    } else if (!directory.isFinished()) {
      now.write(directory.utterances());
    }
    if (!directory.isFinished() && !spec.equals(directory.spec())) {
      directory.writeSpec(spec); // the same recordings, elsewhere
    }
  }
}
