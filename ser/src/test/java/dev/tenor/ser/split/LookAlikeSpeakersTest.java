package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LookAlikeSpeakersTest {
  private static String sharing(List<String> train, List<String> val, List<String> test)
      throws IOException {
    return summary(train, val, test).lines().getLast();
  }

  private static SplitSummary summary(List<String> train, List<String> val, List<String> test)
      throws IOException {
    List<Utterance> utterances = new ArrayList<>();
    SortedMap<String, Side> sides = new TreeMap<>();
    add(train, Side.TRAIN, utterances, sides);
    add(val, Side.VAL, utterances, sides);
    add(test, Side.TEST, utterances, sides);
    Listing listing = new Listing("m", LabelMap.FOUR, utterances, new TreeMap<>(), List.of());
    return new Split("m", "published", "published sides", 1, 0, 1, sides).summary(listing);
  }

  private static void add(
      List<String> speakers, Side side, List<Utterance> utterances, SortedMap<String, Side> sides) {
    for (String speaker : speakers) {
      String key = side + "-" + speaker;
      utterances.add(new Utterance(key, Path.of(key), "sad", speaker, null, null, null, null));
      sides.put(key, side);
    }
  }

  @Test
  void bothSidesAreToldApartFromOneSide() throws IOException {
    String unconditional = "no speaker is shared between the subsets";
    assertEquals(unconditional, sharing(List.of("1"), List.of("2"), List.of("3", "03")));
    for (String line :
        List.of(
            sharing(List.of("S03"), List.of("2"), List.of("s03")),
            sharing(List.of("1"), List.of("3"), List.of("speaker_03")),
            sharing(List.of("3"), List.of("03"), List.of("4")))) {
      assertFalse(line.contains(unconditional), line);
      assertTrue(line.contains("look alike") && line.contains("3' = '"), line);
    }
    assertTrue(sharing(List.of("1", "x"), List.of("2"), List.of("1", "X")).contains("are shared"));
  }

  @Test
  void sharedWithValidationAloneIsSaidSo() throws IOException {
    assertEquals(
        "speakers are shared: 1 of 2 test speakers are also in validation; the score says little"
            + " about new speakers",
        sharing(List.of("1"), List.of("3"), List.of("3", "4")));
    assertEquals(
        "speakers are shared: 1 of 2 test speakers are also in training, 2 of 2 test speakers are"
            + " also in validation; the score says little about new speakers",
        sharing(List.of("3"), List.of("3", "4"), List.of("3", "4")));
  }

  @Test
  void testSpeakersAreUnseenOnlyIfNoCodeLooksAlike() throws IOException {
    assertFalse(summary(List.of("S3"), List.of("2"), List.of("3")).testSpeakersUnseen());
    assertFalse(summary(List.of("1"), List.of("03"), List.of("3")).testSpeakersUnseen());
    assertTrue(summary(List.of("2"), List.of("02"), List.of("3")).testSpeakersUnseen());
    assertTrue(summary(List.of("1"), List.of("2"), List.of("3", "03")).testSpeakersUnseen());
    assertTrue(summary(List.of("a/3"), List.of("2"), List.of("b/3")).testSpeakersUnseen());
  }
}
