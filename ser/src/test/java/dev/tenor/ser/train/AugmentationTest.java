package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final int MELS = 40;
  private static final int FRAMES = 60;

  private static final FeatureConfig FRONT_END =
      Json.with(FeatureConfig.reference(), Map.of("decibels", "power"));

  /// Standardised features are decibels + 50, in units of 10.
  private static final Standardizer STANDARDIZER = new Standardizer(filled(-50), filled(10));

  private static final Targets HARD = new Targets(3, 0, false, null);

  private static double[] filled(double value) {
    double[] all = new double[MELS];
    Arrays.fill(all, value);
    return all;
  }

  private static Augmentation augmentation(Map<String, ?> settings, long seed) {
    return new Augmentation(Json.with(AugmentConfig.NONE, settings), FRONT_END, STANDARDIZER, seed);
  }

  private static Example example(int label, int frames) {
    float[] features = new float[frames * MELS];
    Random random = new Random(label);
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    return new Example(null, features, label);
  }

  private static Batch one(Map<String, ?> settings, Example example, int number) {
    return augmentation(settings, 1).batch(List.of(example), FRAMES, 1, number, HARD);
  }

  /// Decibels of power of standardised values.
  private static double power(float value) {
    return Math.pow(10, (value * 10 - 50) / 10);
  }

  @Test
  void withoutAnythingABatchIsItsExamples() {
    Batch batch =
        augmentation(Map.of(), 1)
            .batch(List.of(example(0, FRAMES), example(2, FRAMES)), FRAMES, 3, 4, HARD);
    Batch plain = Batch.of(List.of(example(0, FRAMES), example(2, FRAMES)));
    assertArrayEquals(plain.features(), batch.features());
    assertArrayEquals(plain.labels(), batch.labels());
    assertNull(batch.targets());
  }

  @Test
  void longerUtterancesAreCroppedAndShorterOnesStartAgain() {
    Example longer = example(1, FRAMES + 17);
    boolean[] starts = new boolean[18];
    for (int number = 0; number < 200; number++) {
      float[] part = one(Map.of(), longer, number).features();
      int start = -1;
      for (int t = 0; t < 18; t++) {
        float[] window = Arrays.copyOfRange(longer.features(), t * MELS, (t + FRAMES) * MELS);
        start = Arrays.equals(window, part) ? t : start;
      }
      starts[start] = true;
    }
    assertEquals(18, streamOf(starts), "every start is drawn");
    Example shorter = example(1, 25);
    float[] repeated = one(Map.of(), shorter, 0).features();
    for (int i = 0; i < repeated.length; i++) {
      assertEquals(shorter.features()[i % (25 * MELS)], repeated[i]);
    }
  }

  private static long streamOf(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  /// A ramp over time at another tempo is a ramp of another slope, and a ramp over the bins too.
  @Test
  void tempoAndWarpChangeSlopes() {
    float[] ramp = new float[3 * FRAMES * MELS];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = i / MELS + 1000f * (i % MELS);
    }
    double least = 2;
    double most = 0;
    for (int number = 0; number < 100; number++) {
      Batch batch = one(Map.of("tempo", 0.25), new Example(null, ramp, 0), number);
      float[] f = batch.features();
      float slope = f[MELS] - f[0];
      for (int t = 2; t < FRAMES; t++) {
        assertEquals(slope, f[t * MELS] - f[(t - 1) * MELS], 1e-3f);
        assertEquals(1000, f[t * MELS + 1] - f[t * MELS], 1e-2f, "the bins stay");
      }
      least = Math.min(least, slope);
      most = Math.max(most, slope);
    }
    assertTrue(least > 0.799 && least < 0.83, "slowest " + least);
    assertTrue(most < 1.251 && most > 1.2, "fastest " + most);
    float[] f = one(Map.of("warp", 0.5), new Example(null, ramp, 0), 3).features();
    float slope = f[1] - f[0];
    assertTrue(slope > 666 && slope < 1501 && Math.abs(slope - 1000) > 1, "slope " + slope);
    assertEquals(slope, f[20] - f[19], 0.1f);
    assertEquals(1, f[MELS] - f[0], 1e-2f, "the frames stay");
  }

  @Test
  void gainAddsDecibelsAndTheEqualiserACurve() {
    Example zeros = new Example(null, new float[FRAMES * MELS], 0);
    double most = 0;
    double squares = 0;
    for (int number = 0; number < 400; number++) {
      float[] gain = one(Map.of("gain", 6), zeros, number).features();
      for (float value : gain) {
        assertEquals(gain[0], value);
      }
      most = Math.max(most, Math.abs(gain[0]));
      float[] curve = one(Map.of("equalizer", 4), zeros, number).features();
      for (int i = 0; i < curve.length; i++) {
        assertEquals(curve[i % MELS], curve[i], "the same in every frame");
      }
      for (int m = 0; m < MELS; m++) {
        squares += 100.0 * curve[m] * curve[m] / MELS / 400;
      }
    }
    assertTrue(most > 0.58 && most <= 0.6, "6 dB are 0.6 standard deviations, not " + most);
    assertEquals(4, Math.sqrt(squares), 0.3);
  }

  @Test
  void noiseHasTheRatioThatWasAskedFor() {
    Example voice = example(1, FRAMES);
    Map<String, ?> settings = Map.of("noise", 1, "snrMin", 10, "snrMax", 10);
    for (int number = 0; number < 20; number++) {
      float[] f = one(settings, voice, number).features();
      double before = 0;
      double after = 0;
      for (int i = 0; i < f.length; i++) {
        assertTrue(f[i] >= voice.features()[i] - 1e-4f, "noise takes nothing away");
        before += power(voice.features()[i]);
        after += power(f[i]);
      }
      assertEquals(10, 10 * Math.log10(before / (after - before)), 1, "decibels");
    }
    int noisy = 0;
    for (int number = 0; number < 200; number++) {
      float[] f = one(Map.of("noise", 0.3), voice, number).features();
      noisy += Arrays.equals(f, voice.features()) ? 0 : 1;
    }
    assertTrue(noisy > 30 && noisy < 90, noisy + " of 200");
  }

  @Test
  void aRoomProlongsWhatWasSaid() {
    float[] click = new float[FRAMES * MELS];
    Arrays.fill(click, -5); // -100 dB
    Arrays.fill(click, 10 * MELS, 11 * MELS, 0);
    float[] f = one(Map.of("reverb", 1), new Example(null, click, 0), 0).features();
    assertEquals(-5, f[9 * MELS], 0.2f, "before it only what the floor prolongs");
    assertEquals(0, f[10 * MELS], 1e-3f);
    for (int t = 12; t < 20; t++) {
      assertTrue(f[t * MELS] > -4.9 && f[t * MELS] < f[(t - 1) * MELS], "frame " + t);
    }
    double drop = f[13 * MELS] - f[12 * MELS];
    assertEquals(drop, f[14 * MELS] - f[13 * MELS], 1e-3, "decibels fall along a line");
    double seconds = -6 / drop * FRONT_END.hopLength() / FRONT_END.sampleRate();
    assertTrue(seconds > 0.19 && seconds < 0.81, "reverberation time " + seconds);
  }

  @Test
  void mixupMixesFeaturesAndTargetsAlike() {
    List<Example> examples = List.of(constant(0), constant(1), constant(2), constant(0));
    double least = 1;
    for (int number = 0; number < 50; number++) {
      Batch batch = augmentation(Map.of("mixup", 0.4), 1).batch(examples, FRAMES, 1, number, HARD);
      for (int i = 0; i < 4; i++) {
        float[] target = Arrays.copyOfRange(batch.targets(), 3 * i, 3 * i + 3);
        assertEquals(1, target[0] + target[1] + target[2], 1e-6f);
        float expected = target[0] * 10 + target[1] * 20 + target[2] * 30;
        assertEquals(expected, batch.features()[i * FRAMES * MELS + 7], 1e-4f);
        least = Math.min(least, Math.max(target[0], Math.max(target[1], target[2])));
      }
    }
    assertTrue(least < 0.6, "some are mixed evenly, at most " + least);
  }

  private static Example constant(int label) {
    float[] features = new float[FRAMES * MELS];
    Arrays.fill(features, 10 * (label + 1));
    return new Example(null, features, label);
  }

  @Test
  void targetsAreSmoothedAndWeighted() {
    List<Example> examples = List.of(constant(0), constant(0), constant(0), constant(2));
    TrainConfig config =
        Json.with(TrainConfig.paper(), Map.of("labelSmoothing", 0.3, "classWeights", "balanced"));
    Targets targets = Targets.of(config, examples, 3);
    Batch batch = targets.batch(new float[0], examples.subList(2, 4), false);
    double a = 4.0 / (3 * 3); // n / (classes * count)
    double c = 4.0 / 3;
    float[] expected = {
      (float) (0.8 * a), (float) (0.1 * a), (float) (0.1 * a),
      (float) (0.1 * c), (float) (0.1 * c), (float) (0.8 * c)
    };
    assertArrayEquals(expected, batch.targets(), 1e-6f);
    assertNull(HARD.batch(new float[0], examples, false).targets());
  }

  @Test
  void everythingIsAFunctionOfSeedEpochAndNumber() {
    Map<String, Object> all =
        Map.of(
            "tempo",
            0.2,
            "warp",
            0.2,
            "gain",
            6,
            "equalizer",
            3,
            "noise",
            0.5,
            "reverb",
            0.5,
            "timeMasks",
            2,
            "timeMaskSize",
            9,
            "melMasks",
            1,
            "mixup",
            0.3);
    List<Example> examples = List.of(example(0, 80), example(1, 70), example(2, 61));
    float[] first = augmentation(all, 5).batch(examples, FRAMES, 2, 3, HARD).features();
    Augmentation used = augmentation(all, 5);
    used.batch(examples, FRAMES, 1, 0, HARD);
    assertArrayEquals(first, used.batch(examples, FRAMES, 2, 3, HARD).features());
    for (float value : first) {
      assertTrue(Float.isFinite(value));
    }
    assertFalse(Arrays.equals(first, used.batch(examples, FRAMES, 2, 4, HARD).features()));
    assertFalse(Arrays.equals(first, used.batch(examples, FRAMES, 3, 3, HARD).features()));
    assertFalse(
        Arrays.equals(first, augmentation(all, 6).batch(examples, FRAMES, 2, 3, HARD).features()));
  }

  @Test
  void batchesAreMadeOfSimilarLengths() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 41; i++) {
      examples.add(example(i, 5 + 3 * (i * 7 % 41)));
    }
    int[] order = RandomStream.of(2, "order").permutation(41);
    List<LengthGroup> groups =
        LengthGroup.of(examples, order, 4, MELS, 8, 0, RandomStream.of(2, "groups"));
    assertEquals(11, groups.size());
    List<Example> taken = groups.stream().flatMap(g -> g.examples().stream()).toList();
    assertEquals(41, taken.stream().distinct().count(), "every one once");
    for (LengthGroup group : groups) {
      int[] frames = group.examples().stream().mapToInt(e -> e.features().length / MELS).toArray();
      int shortest = Arrays.stream(frames).min().orElseThrow();
      assertTrue(Arrays.stream(frames).max().orElseThrow() - shortest <= 9, "similar");
      assertEquals(Math.max(1, shortest / 8) * 8, group.frames());
    }
    assertEquals(
        16,
        LengthGroup.of(examples, order, 4, MELS, 8, 20, RandomStream.of(2, "groups")).stream()
            .mapToInt(LengthGroup::frames)
            .max()
            .orElseThrow());
    List<Example> equal = List.of(example(0, 9), example(1, 9), example(2, 9));
    List<LengthGroup> kept =
        LengthGroup.of(equal, new int[] {2, 0, 1}, 2, MELS, 8, 0, RandomStream.of(2, "groups"));
    assertEquals(List.of(equal.get(2), equal.get(0)), kept.getFirst().examples());
    assertEquals(9, kept.getFirst().frames(), "equal ones are taken whole");
    RandomStream random = RandomStream.of(2, "groups");
    assertEquals(
        4, LengthGroup.of(equal, order(3), 2, MELS, 4, 7, random).getFirst().frames(), "cropped");
    assertEquals(
        16,
        LengthGroup.of(equal, order(3), 2, MELS, 16, 0, random).getFirst().frames(),
        "one step");
  }

  private static int[] order(int n) {
    return RandomStream.of(3, "order").permutation(n);
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    for (Map<String, ?> wrong :
        List.of(
            Map.of("crop", -1),
            Map.of("tempo", 2),
            Map.of("warp", -0.1),
            Map.of("noise", 1.5),
            Map.of("snrMin", 40),
            Map.of("mixup", -1))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Json.with(AugmentConfig.NONE, wrong));
      assertTrue(e.getMessage().startsWith("augmentation: "), e.getMessage());
    }
  }
}
