package dev.tenor.ser.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatsTest {
  private static final List<String> LABELS = List.of("a", "b");

  @TempDir Path folder;

  /// `right` of `n` answers of class a are right, and all of class b's `n`.
  private static Predictions predictions(String prefix, int n, int right) {
    List<String> keys = new ArrayList<>();
    int[] truth = new int[2 * n];
    float[][] probabilities = new float[2 * n][];
    for (int i = 0; i < 2 * n; i++) {
      keys.add(prefix + String.format(Locale.ROOT, "%04d", i));
      truth[i] = i < n ? 0 : 1;
      boolean first = i < right;
      probabilities[i] = first ? new float[] {0.75f, 0.25f} : new float[] {0.25f, 0.75f};
    }
    return new Predictions(LABELS, keys, truth, probabilities);
  }

  @Test
  void mcNemarIsTheBinomialTest() {
    // 2 (C(10,0) + C(10,1) + C(10,2)) / 2^10
    assertEquals(112 / 1024.0, McNemar.of(2, 8).pValue(), 1e-15);
    assertEquals(2 / 32.0, McNemar.of(0, 5).pValue(), 1e-15);
    assertEquals(1, McNemar.of(4, 4).pValue());
    assertEquals(1, McNemar.of(0, 0).pValue());
    // Exact sums of binomial coefficients with whole numbers.
    assertEquals(4.434449263755176e-6, McNemar.of(121, 59).pValue(), 1e-16);
    assertEquals(0.07537169707532781, McNemar.of(1500, 1600).pValue(), 1e-10);
    boolean[] a = {true, true, false, true, false};
    boolean[] b = {true, false, false, false, true};
    assertEquals(new McNemar(2, 1, 1), McNemar.of(a, b));
    assertThrows(IllegalArgumentException.class, () -> McNemar.of(a, new boolean[4]));
  }

  /// Darwin's maize, the example of Fisher (1935, section 21): 863 of the 2^15 sign patterns reach
  /// the observed sum in either direction.
  @Test
  void thePermutationTestGivesFishersResult() {
    double[] differences = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};
    PairedPermutation test = PairedPermutation.of(differences, new double[15], 1);
    assertTrue(test.exact());
    assertEquals(314 / 15.0, test.meanDifference(), 1e-12);
    assertEquals(2 * 863 / 32768.0, test.pValue(), 1e-15);
  }

  @Test
  void manyPairsAreDrawnAndAgreeWithTheExactTest() {
    double[] twice = new double[20];
    Arrays.fill(twice, 0, 8, 1);
    double p = PairedPermutation.of(twice, new double[20], 7).pValue();
    assertEquals(2 / 256.0, p, 0.0015, "12 pairs without a difference change nothing");
    assertEquals(p, PairedPermutation.of(twice, new double[20], 7).pValue());
    assertFalse(PairedPermutation.of(twice, new double[20], 7).exact());
    double[] same = {0.5, 0.25};
    assertEquals(1, PairedPermutation.of(same, same, 1).pValue());
    assertThrows(
        IllegalArgumentException.class, () -> PairedPermutation.of(same, new double[3], 1));
  }

  @Test
  void bootstrapIntervalsHaveTheWidthOfTheBinomial() {
    Predictions p = predictions("u", 200, 100); // WA 300 of 400
    Interval wa = Bootstrap.of(p, key -> key).interval(Metrics::wa, 3).orElseThrow();
    double sd = Math.sqrt(0.75 * 0.25 / 400);
    assertEquals(0.75 - 1.96 * sd, wa.low(), 0.008);
    assertEquals(0.75 + 1.96 * sd, wa.high(), 0.008);
    assertEquals(wa, Bootstrap.of(p, key -> key).interval(Metrics::wa, 3).orElseThrow());
    Interval ua = Bootstrap.of(p, key -> key).interval(Metrics::ua, 3).orElseThrow();
    assertTrue(ua.low() < 0.75 && ua.high() > 0.75 && ua.high() - ua.low() < 0.1, ua.toString());
  }

  @Test
  void fewSpeakersMakeWideIntervals() {
    Predictions all =
        Predictions.pooled(List.of(predictions("good", 50, 50), predictions("bad", 50, 0)));
    assertEquals(0.75, all.metrics().wa());
    Interval utterances = Bootstrap.of(all, key -> key).interval(Metrics::wa, 1).orElseThrow();
    Interval speakers =
        Bootstrap.of(all, key -> key.substring(0, 3)).interval(Metrics::wa, 1).orElseThrow();
    assertTrue(utterances.high() - utterances.low() < 0.15, utterances.toString());
    assertEquals(new Interval(0.5, 1, 0.95), speakers, "with two speakers anything is possible");
    assertEquals(
        Optional.empty(),
        Bootstrap.of(all, _ -> "one speaker").interval(Metrics::wa, 1),
        "a single speaker says nothing of others");
  }

  /// 4 × 0.005, 3 × 0.01, 2 × 0.03, and 0.04 not below the one before.
  @Test
  void holmAdjustsFromTheSmallestOn() {
    assertArrayEquals(
        new double[] {0.03, 0.06, 0.06, 0.02}, Holm.adjust(0.01, 0.04, 0.03, 0.005), 1e-12);
    assertArrayEquals(new double[] {1, 1}, Holm.adjust(0.6, 0.9));
    assertArrayEquals(new double[0], Holm.adjust());
  }

  @Test
  void quantilesAreNumpys() {
    double[] sorted = {1, 2, 4, 8};
    assertEquals(1.075, Quantile.of(sorted, 0.025), 1e-12);
    assertEquals(8, Quantile.of(sorted, 1));
    assertEquals(3, Quantile.of(sorted, 0.5));
  }

  @Test
  void meansAndSampleDeviations() {
    assertEquals(new MeanSd(5, 2, 3), MeanSd.of(3, 5, 7));
    assertEquals(new MeanSd(4, Double.NaN, 1), MeanSd.of(4));
    assertThrows(IllegalArgumentException.class, MeanSd::of);
  }

  @Test
  void poolingWeighsUtterancesAndMeansWeighFolds() {
    Predictions large = predictions("l", 30, 30);
    Predictions small = predictions("s", 10, 0);
    Metrics pooled = Predictions.pooled(List.of(large, small)).metrics();
    assertEquals(70 / 80.0, pooled.wa());
    assertEquals(0.75, MeanSd.of(large.metrics().wa(), small.metrics().wa()).mean());
    assertEquals((30 / 40.0 + 1) / 2, pooled.ua());
    Predictions other = new Predictions(List.of("x", "y"), List.of(), new int[0], new float[0][]);
    assertThrows(IllegalArgumentException.class, () -> Predictions.pooled(List.of(large, other)));
  }

  @Test
  void predictionsComeBackFromTheirFile() throws IOException {
    Path file = folder.resolve("p.csv");
    Predictions p = predictions("a \"quoted\", key", 2, 1);
    PredictionFile.write(file, p);
    Predictions again = PredictionFile.read(file);
    assertEquals(p.keys(), again.keys());
    assertArrayEquals(p.truth(), again.truth());
    assertArrayEquals(p.probabilities()[1], again.probabilities()[1]);
    assertEquals(p.metrics().loss(), again.metrics().loss());
    String text = Files.readString(file);
    Files.writeString(file, text.replace(",a,a,", ",z,a,"));
    assertThrows(DataException.class, () -> PredictionFile.read(file));
    Files.writeString(file, "key,other\n");
    assertThrows(DataException.class, () -> PredictionFile.read(file));
  }
}
