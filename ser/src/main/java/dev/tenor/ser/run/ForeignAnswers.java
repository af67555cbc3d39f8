package dev.tenor.ser.run;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.data.GroupCmvn;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.ser.stats.PredictionFile;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The test of a finished run on whole corpora that it was not trained on. The predictions stand in
/// `tested/NAME.csv` of its folder, with the keys of that corpus alone.
public final class ForeignAnswers {
  private final Path run;
  private final Execution execution;
  private final TrainListener listener;

  private ForeignAnswers(Path run, Execution execution, TrainListener listener) {
    this.run = run;
    this.execution = execution;
    this.listener = listener;
  }

  /// Where the predictions for a corpus are.
  public static Path file(Path run, String corpus) {
    return run.resolve("tested").resolve(corpus + ".csv");
  }

  /// Tests the model of a run on those of some corpora that it has not been tested on.
  ///
  /// @throws DataException if a corpus or recording cannot be read
  public static void run(
      Path run, List<CorpusSpec> corpora, Execution execution, TrainListener listener)
      throws IOException, InterruptedException {
    List<CorpusSpec> open =
        corpora.stream().filter(c -> Files.notExists(file(run, c.name()))).toList();
    if (open.isEmpty()) {
      return;
    }
    RunDirectory directory = RunDirectory.open(run);
    RunSpec spec = directory.spec();
    TrainedModel model = TrainedModel.load(directory.model());
    ForeignAnswers test = new ForeignAnswers(run, execution, listener);
    Files.createDirectories(run.resolve("tested"));
    try (Backend backend = Backends.open(spec.backend(), execution.threads());
        Recognizer recognizer = new Recognizer(model, backend)) {
      for (CorpusSpec corpus : open) {
        Listing listing = RunCorpora.load(List.of(corpus), spec.labelMap()).listing();
        listener.say("testing on " + listing.describe());
        Predictions answers = recognizer.uncalibrated(test.examples(model, listing.utterances()));
        PredictionFile.write(file(run, corpus.name()), model.temperature().apply(answers));
      }
    }
  }

  private List<Example> examples(TrainedModel model, List<Utterance> utterances)
      throws IOException, InterruptedException {
    FeatureExtractor extractor =
        new FeatureExtractor(model.frontEnd(), execution.workers(), execution.cache());
    List<AudioSource> sources = utterances.stream().map(Utterance::source).toList();
    int size = sources.size();
    List<FeatureExtractor.Result> results =
        execution.skipUnreadable()
            ? extractor.extract(sources, (done, cached) -> features(done, cached, size))
            : extractor.extractAll(sources, (done, cached) -> features(done, cached, size));
    List<Utterance> read = new ArrayList<>();
    List<float[]> features = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (results.get(i).error() == null) {
        read.add(utterances.get(i));
        features.add(results.get(i).features());
      }
    }
    return Example.of(
        read,
        features,
        model.frontEnd().columns(),
        GroupCmvn.of(model.features()),
        model.standardizer(),
        model.labels());
  }

  private void features(int done, int cached, int total) {
    listener.on(new TrainEvent.Features(done, cached, total));
  }
}
