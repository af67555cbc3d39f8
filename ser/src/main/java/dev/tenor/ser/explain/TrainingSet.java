package dev.tenor.ser.explain;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.io.Sha256;
import dev.tenor.engine.io.WriteException;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.CmvnOver;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.data.GroupCmvn;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.features.FeatureProgress;
import dev.tenor.ser.predict.NetworkScorer;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.SplitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The training set of a finished run, whose embeddings are kept in the run's folder.
public final class TrainingSet {
  private static final String KEPT = "embeddings.safetensors";

  private final RunDirectory directory;
  private final List<Path> data;
  private final SerModel model;
  private final String digest;

  /// @param run the folder of a finished run
  /// @param data where its corpora are now, in their order; none for where the run found them
  public TrainingSet(Path run, List<Path> data) throws IOException {
    directory = RunDirectory.open(run);
    this.data = data;
    model = SerModel.load(directory.model());
    digest = HexFormat.of().formatHex(Sha256.start().digest(Files.readAllBytes(directory.model())));
  }

  /// The run's network.
  public SerModel model() {
    return model;
  }

  /// How many utterances it has.
  public int size() throws IOException {
    return utterances().size();
  }

  /// The embeddings, computed at the first call and then read from the run's folder.
  ///
  /// @param cache null for none
  /// @param notes is told if they cannot be kept
  public TrainingEmbeddings embeddings(
      Backend backend,
      int threads,
      FeatureCache cache,
      FeatureProgress progress,
      Consumer<String> notes)
      throws IOException, InterruptedException {
    Path file = directory.path().resolve(KEPT);
    TrainingEmbeddings kept = TrainingEmbeddings.read(file, digest);
    if (kept != null) {
      return kept;
    }
    FeatureExtractor extractor = new FeatureExtractor(model.frontEnd(), threads, cache);
    TrainingEmbeddings made = compute(utterances(), backend, extractor, progress);
    try {
      made.write(file, digest);
    } catch (WriteException e) {
      notes.accept(e.getMessage() + "; the embeddings are not kept");
    }
    return made;
  }

  private List<Utterance> utterances() throws IOException {
    SortedMap<String, String> skipped = directory.skipped();
    Listing listing =
        RunCorpora.of(directory.spec().movedTo(data)).listing().without(skipped.keySet());
    List<Utterance> train =
        SplitFile.load(directory.split()).without(skipped.keySet()).utterances(listing, Side.TRAIN);
    if (train.isEmpty()) {
      throw new DataException(directory.path() + ": its training set is empty");
    }
    return train;
  }

  /// Group by group, so that the features of one group alone are in memory.
  private TrainingEmbeddings compute(
      List<Utterance> utterances,
      Backend backend,
      FeatureExtractor extractor,
      FeatureProgress progress)
      throws IOException, InterruptedException {
    SortedMap<String, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < utterances.size(); i++) {
      groups.computeIfAbsent(group(utterances.get(i)), _ -> new ArrayList<>()).add(i);
    }
    float[][] rows = new float[utterances.size()][];
    int done = 0;
    try (NetworkScorer network = new NetworkScorer(model, backend)) {
      for (List<Integer> group : groups.values()) {
        List<Utterance> some = group.stream().map(utterances::get).toList();
        int before = done;
        float[][] embeddings =
            network
                .embeddings(
                    examples(some, extractor, (n, cached) -> progress.on(before + n, cached)))
                .enhanced();
        for (int i = 0; i < embeddings.length; i++) {
          rows[group.get(i)] = embeddings[i];
        }
        done += some.size();
      }
    }
    return new TrainingEmbeddings(
        utterances.stream()
            .map(u -> new TrainingEmbeddings.Known(u.key(), u.emotion(), u.speaker()))
            .toList(),
        rows);
  }

  /// At least what is normalised together.
  private String group(Utterance utterance) {
    String corpus = utterance.corpus() == null ? "" : utterance.corpus();
    return model.features().cmvnOver() == CmvnOver.CORPUS
        ? corpus
        : corpus + "/" + utterance.speaker();
  }

  private List<Example> examples(
      List<Utterance> utterances, FeatureExtractor extractor, FeatureProgress progress)
      throws IOException, InterruptedException {
    List<AudioSource> sources = utterances.stream().map(Utterance::source).toList();
    List<float[]> features =
        extractor.extractAll(sources, progress).stream()
            .map(FeatureExtractor.Result::features)
            .toList();
    return Example.of(
        utterances,
        features,
        model.frontEnd().columns(),
        GroupCmvn.of(model.features()),
        model.standardizer(),
        model.labels());
  }
}
