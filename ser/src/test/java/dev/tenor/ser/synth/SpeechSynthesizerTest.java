package dev.tenor.ser.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Listens by numbers to a small corpus: `[speaker][emotion][utterance]`.
final class SpeechSynthesizerTest {
  private static final long SEED = 20;
  private static final int SPEAKERS = 6;
  private static final int UTTERANCES = 8;
  private static final int NEUTRAL = 0;
  private static final int HAPPY = 1;
  private static final int SAD = 2;
  private static final int ANGRY = 3;
  private static final int CLASSES = 4;
  private static final Acoustics[][][] HEARD = new Acoustics[SPEAKERS][CLASSES][UTTERANCES];

  @BeforeAll
  static void listen() {
    for (int speaker = 0; speaker < SPEAKERS; speaker++) {
      for (int emotion = 0; emotion < CLASSES; emotion++) {
        for (int i = 0; i < UTTERANCES; i++) {
          HEARD[speaker][emotion][i] = Acoustics.of(render(speaker + 1, emotion, i));
        }
      }
    }
  }

  @Test
  void samplesAreTheSameOnEveryMachine() {
    float[] samples = SpeechSynthesizer.render(1, 2, "angry", 3);
    ByteBuffer bytes = ByteBuffer.allocate(4 * samples.length);
    bytes.asFloatBuffer().put(samples);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    // Changes only together with SpeechSynthesizer.VERSION.
    assertEquals("3e652838", Long.toHexString(crc.getValue()));
  }

  @Test
  void everyMomentIsAnother() {
    float[] samples = render(1, ANGRY, 0);
    assertArrayEquals(samples, render(1, ANGRY, 0));
    assertFalse(Arrays.equals(samples, render(1, ANGRY, 10)), "same sentence, another moment");
    assertFalse(Arrays.equals(samples, render(3, ANGRY, 0)), "another speaker");
    assertFalse(
        Arrays.equals(samples, SpeechSynthesizer.render(SEED + 1, 1, "angry", 0)), "another seed");
    assertEquals(SpeechSynthesizer.sentenceCode(0), SpeechSynthesizer.sentenceCode(10));
    assertNotEquals(SpeechSynthesizer.sentenceCode(0), SpeechSynthesizer.sentenceCode(1));
  }

  @Test
  void angerIsHighLoudBrightAndFastAgainstSadness() {
    for (int speaker = 0; speaker < SPEAKERS; speaker++) {
      double[] angry = mean(speaker, ANGRY);
      double[] sad = mean(speaker, SAD);
      assertTrue(angry[0] > sad[0] + 2, "pitch of speaker " + speaker);
      assertTrue(angry[1] > sad[1], "pitch range of speaker " + speaker);
      assertTrue(angry[2] > sad[2] + 5, "level of speaker " + speaker);
      assertTrue(angry[3] > sad[3] + 0.3, "brightness of speaker " + speaker);
      assertTrue(angry[4] < sad[4], "length of speaker " + speaker);
    }
  }

  @Test
  void happinessLiesBetweenNeutralAndAngerInLevelAndIsHigh() {
    for (int speaker = 0; speaker < SPEAKERS; speaker++) {
      double[] happy = mean(speaker, HAPPY);
      assertTrue(happy[0] > mean(speaker, NEUTRAL)[0] + 2, "pitch of speaker " + speaker);
      assertTrue(happy[2] > mean(speaker, NEUTRAL)[2], "level of speaker " + speaker);
      assertTrue(happy[2] < mean(speaker, ANGRY)[2], "level of speaker " + speaker);
    }
  }

  @Test
  void womenSpeakHigherThanMen() {
    for (int male = 0; male < SPEAKERS; male += 2) {
      for (int female = 1; female < SPEAKERS; female += 2) {
        assertTrue(mean(female, NEUTRAL)[0] > mean(male, NEUTRAL)[0] + 3);
      }
    }
  }

  @Test
  void recordingsLastSecondsAndAreNeitherClippedNorSilent() {
    for (int speaker = 1; speaker <= SPEAKERS; speaker++) {
      for (int emotion = 0; emotion < CLASSES; emotion++) {
        float[] samples = render(speaker, emotion, speaker);
        double seconds = (double) samples.length / SpeechSynthesizer.SAMPLE_RATE;
        assertTrue(seconds > 1.2 && seconds < 5, seconds + " s");
        float peak = 0;
        for (float sample : samples) {
          peak = Math.max(peak, Math.abs(sample));
        }
        assertTrue(peak > 0.01 && peak < 1, "peak " + peak);
      }
    }
  }

  /// A predictor of five numbers, normalised per speaker, on speakers that it was not fitted on:
  /// far above chance (0.25) and not perfect.
  @Test
  void emotionsCanBeToldApartButNotAlways() {
    int right = 0;
    for (int test = 0; test < SPEAKERS; test++) {
      double[][] centroids = new double[CLASSES][];
      for (int emotion = 0; emotion < CLASSES; emotion++) {
        centroids[emotion] = centroidWithout(test, emotion);
      }
      for (int emotion = 0; emotion < CLASSES; emotion++) {
        for (Acoustics heard : HEARD[test][emotion]) {
          right += nearest(centroids, normalise(test, heard.vector())) == emotion ? 1 : 0;
        }
      }
    }
    double accuracy = (double) right / (SPEAKERS * CLASSES * UTTERANCES);
    assertTrue(accuracy > 0.7 && accuracy < 0.97, "accuracy " + accuracy);
  }

  @Test
  void unknownEmotionsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> SpeechSynthesizer.render(1, 1, "bored", 0));
  }

  private static float[] render(int speaker, int emotion, int index) {
    return SpeechSynthesizer.render(SEED, speaker, SpeechSynthesizer.EMOTIONS.get(emotion), index);
  }

  private static double[] mean(int speaker, int emotion) {
    return mean(Arrays.stream(HEARD[speaker][emotion]).map(Acoustics::vector).toList());
  }

  private static double[] centroidWithout(int test, int emotion) {
    List<double[]> vectors = new ArrayList<>();
    for (int speaker = 0; speaker < SPEAKERS; speaker++) {
      if (speaker != test) {
        vectors.add(normalise(speaker, mean(speaker, emotion)));
      }
    }
    return mean(vectors);
  }

  /// Each number's distance from the speaker's mean, in the speaker's standard deviations.
  private static double[] normalise(int speaker, double[] vector) {
    List<double[]> all =
        Arrays.stream(HEARD[speaker]).flatMap(Arrays::stream).map(Acoustics::vector).toList();
    double[] mean = mean(all);
    double[] z = new double[vector.length];
    for (int k = 0; k < z.length; k++) {
      double variance = 0;
      for (double[] v : all) {
        variance += (v[k] - mean[k]) * (v[k] - mean[k]) / all.size();
      }
      z[k] = (vector[k] - mean[k]) / Math.sqrt(variance);
    }
    return z;
  }

  private static double[] mean(List<double[]> vectors) {
    double[] mean = new double[vectors.getFirst().length];
    for (double[] vector : vectors) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += vector[k] / vectors.size();
      }
    }
    return mean;
  }

  private static int nearest(double[][] centroids, double[] z) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centroids.length; c++) {
      double distance = 0;
      for (int k = 0; k < z.length; k++) {
        distance += (z[k] - centroids[c][k]) * (z[k] - centroids[c][k]);
      }
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    return nearest;
  }
}
