package dev.tenor.ser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.baseline.FunctionalSet;
import dev.tenor.ser.baseline.Learner;
import dev.tenor.ser.baseline.ModelKind;
import dev.tenor.ser.stats.Temperature;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnsembleTest {
  private static final int COLUMNS =
      FunctionalSet.EGEMAPS.frontEnd(FeatureConfig.reference()).columns();

  /// Its second label is as probable as the first of the standardised features says.
  private record First() implements Learner.Fitted {
    @Override
    public float[] probabilities(float[] x) {
      return new float[] {1 - x[0], x[0]};
    }

    @Override
    public void save(SafetensorsWriter writer) {
      throw new UnsupportedOperationException();
    }
  }

  private static AcousticModel model(String corpus, double mean, double temperature, String label) {
    double[] means = new double[COLUMNS];
    double[] ones = new double[COLUMNS];
    Arrays.fill(means, mean);
    Arrays.fill(ones, 1);
    ObjectNode provenance = JsonNodeFactory.instance.objectNode().put("corpus", corpus);
    return new AcousticModel(
        ModelKind.SVM,
        FunctionalSet.EGEMAPS,
        FeatureConfig.reference(),
        List.of("calm", label),
        new Standardizer(means, ones),
        new Temperature(temperature),
        0,
        provenance,
        new First());
  }

  private static float[] features(float first) {
    float[] features = new float[COLUMNS];
    features[0] = first;
    return features;
  }

  @Test
  void theAnswerIsTheMeanOfTheCalibratedOnes() throws Exception {
    // The odds 4 : 1 become 2 : 1 at temperature 2.
    Ensemble ensemble =
        new Ensemble(List.of(model("a", 0, 1, "angry"), model("b", 0.2, 2, "angry")));
    float[] x = features(1);
    try (Scorer scorer = ensemble.open(Backends.open("scalar", 1))) {
      ensemble.standardizer().apply(x);
      float[][] rows = scorer.probabilities(List.of(x, features(0.2f)));
      assertArrayEquals(new float[] {1 / 6f, (1 + 2 / 3f) / 2}, rows[0], 1e-6f);
      assertArrayEquals(new float[] {0.9f, 0.1f}, rows[1], 1e-4f);
      assertEquals(1, x[0], "the features are left as they are");
    }
    assertEquals(1, ensemble.temperature().value());
    assertEquals("a+b", ensemble.provenance().get("corpus").textValue());
  }

  @Test
  void membersFitTogether() {
    AcousticModel one = model("a", 0, 1, "angry");
    assertTrue(message(List.of(one)).contains("1 models, must be at least 2"));
    String labels = message(List.of(one, model("a", 0, 1, "sad")));
    assertTrue(labels.contains("[calm, angry]") && labels.contains("[calm, sad]"), labels);
  }

  private static String message(List<TrainedModel> members) {
    return assertThrows(IllegalArgumentException.class, () -> new Ensemble(members)).getMessage();
  }
}
