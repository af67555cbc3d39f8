package dev.tenor.ser.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Dataset;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.split.Side;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The baselines on matrices that differ in loudness or movement.
final class AcousticBaselinesTest {
  private static final int MELS = 4;
  private static final List<String> LABELS = List.of("low", "high", "moving");

  private static Example example(int i, RandomStream random) {
    int label = i % LABELS.size();
    float[] logMel = new float[20 * MELS];
    for (int j = 0; j < logMel.length; j++) {
      float move = label == 2 ? (j / MELS + j % MELS) % 2 * 10 - 5 : 0; // the level stays
      logMel[j] = (label == 1 ? -20 : -40) + move + random.nextFloat();
    }
    String key = "u" + i;
    Utterance u =
        new Utterance(key, Path.of(key), LABELS.get(label), "speaker", null, null, null, null);
    return new Example(u, logMel, label);
  }

  private static Dataset data(Standardizer standardizer) {
    RandomStream random = RandomStream.of(1, "matrices");
    Map<Side, List<Example>> sides = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      List<Example> examples = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        examples.add(example(i, random));
      }
      examples.forEach(e -> standardizer.apply(e.features()));
      sides.put(side, examples);
    }
    return new Dataset(
        standardizer, sides, Collections.emptySortedMap(), Collections.emptySortedMap(), 0);
  }

  private static Dataset data() {
    return data(new Standardizer(new double[] {-30, -20, -10, 0}, new double[] {5, 10, 20, 8}));
  }

  /// Vectors that say what the class is.
  private static Map<String, float[]> vectors(Dataset data) {
    Map<String, float[]> vectors = new HashMap<>();
    for (Side side : Side.values()) {
      data.side(side)
          .forEach(e ->
              vectors.put(
                  e.utterance().key(),
                  new float[] {e.label() == 0 ? 1 : 0, e.label() == 1 ? 1 : 0}));
    }
    return vectors;
  }

  @Test
  void allTellTheDifference() throws InterruptedException {
    Dataset data = data();
    List<AcousticScore> scores = AcousticBaselines.of(data, MELS, vectors(data), LABELS);
    assertEquals(
        List.of(
            "SVM on log-mel functionals",
            "logistic regression on log-mel functionals",
            "SVM on eGeMAPS functionals",
            "logistic regression on eGeMAPS functionals"),
        scores.stream().map(AcousticScore::name).toList());
    for (AcousticScore score : scores) {
      assertArrayEquals(new int[] {10, 0, 0}, score.test().confusion()[0], score.name());
      assertEquals(1, score.test().ua(), score.name());
    }
  }

  /// The examples are as they were, for the network.
  @Test
  void theDataAreLeftAlone() throws InterruptedException {
    Dataset data = data();
    List<float[]> before = data.side(Side.TRAIN).stream().map(e -> e.features().clone()).toList();
    Map<String, float[]> vectors = vectors(data);
    AcousticBaselines.of(data, MELS, vectors, LABELS);
    assertArrayEquals(new float[] {1, 0}, vectors.get("u0"));
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), data.side(Side.TRAIN).get(i).features());
    }
  }

  @Test
  void aLargeTrainingSideIsThinnedOutForTheSvmAndTheNameSaysSo() throws InterruptedException {
    Dataset data = data();
    AcousticScore svm = AcousticBaselines.of(data, MELS, vectors(data), LABELS, 8).getFirst();
    assertEquals("SVM on log-mel functionals, of one in 4 for training", svm.name());
    assertEquals(1, svm.test().ua());
  }
}
