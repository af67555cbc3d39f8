package dev.tenor.ser.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tenor.ser.audio.Cmvn;
import dev.tenor.ser.audio.CmvnOver;
import dev.tenor.ser.audio.Segment;
import dev.tenor.ser.corpus.Utterance;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GroupCmvnTest {
  private static Utterance utterance(String corpus, String speaker) {
    return new Utterance(
        "a.wav",
        Path.of("a.wav"),
        "angry",
        speaker,
        null,
        null,
        null,
        null,
        null,
        null,
        Segment.WHOLE,
        corpus);
  }

  private static final List<Utterance> UTTERANCES =
      List.of(utterance("x", "1"), utterance("x", "2"), utterance("y", "1"), utterance("x", "1"));

  /// Two columns; utterances of one row and of two.
  private static List<float[]> features() {
    return List.of(
        new float[] {1, 10},
        new float[] {100, 7, 104, 7},
        new float[] {50, 5},
        new float[] {3, 20, 5, 30});
  }

  private static void check(Cmvn cmvn, CmvnOver over, float[]... expected) {
    List<float[]> features = features();
    new GroupCmvn(cmvn, over).apply(UTTERANCES, features, 2);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], features.get(i), 1e-5f, "utterance " + i);
    }
  }

  @Test
  void theMeanOverASpeakersRowsBecomesZero() {
    check(
        Cmvn.MEAN,
        CmvnOver.SPEAKER,
        new float[] {-2, -10},
        new float[] {-2, 0, 2, 0},
        new float[] {0, 0},
        new float[] {0, 0, 2, 10});
  }

  @Test
  void aColumnThatDoesNotVaryStaysAtZero() {
    float root = (float) Math.sqrt(8 / 3.0);
    float other = (float) Math.sqrt(200 / 3.0);
    check(
        Cmvn.MEAN_VARIANCE,
        CmvnOver.SPEAKER,
        new float[] {-2 / root, -10 / other},
        new float[] {-1, 0, 1, 0},
        new float[] {0, 0},
        new float[] {0, 0, 2 / root, 10 / other});
  }

  @Test
  void aCorpusIsAllItsSpeakers() {
    // x has the rows (1, 10), (100, 7), (104, 7), (3, 20), (5, 30).
    check(
        Cmvn.MEAN,
        CmvnOver.CORPUS,
        new float[] {-41.6f, -4.8f},
        new float[] {57.4f, -7.8f, 61.4f, -7.8f},
        new float[] {0, 0},
        new float[] {-39.6f, 5.2f, -37.6f, 15.2f});
  }

  @Test
  void utterancesAreTheFrontEndsToDo() {
    check(Cmvn.NONE, CmvnOver.UTTERANCE, features().toArray(float[][]::new));
  }
}
