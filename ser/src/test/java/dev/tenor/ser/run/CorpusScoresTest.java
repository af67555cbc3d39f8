package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpus.JoinedListing;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.report.CorpusTable;
import dev.tenor.ser.stats.CorpusScore;
import dev.tenor.ser.stats.Predictions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CorpusScoresTest {
  private static final LabelMap LABELS = LabelMap.parse("happy,sad,surprise");

  private static Listing corpus(String... emotions) {
    List<Utterance> utterances = new ArrayList<>();
    for (String emotion : emotions) {
      String key = "u" + utterances.size();
      utterances.add(new Utterance(key, Path.of(key), emotion, "1", null, null, null, null));
    }
    return new Listing("made-up", LABELS, utterances, new TreeMap<>(), List.of());
  }

  private static Listing joined() {
    SequencedMap<String, Listing> parts = new LinkedHashMap<>();
    parts.put("all", corpus("happy", "sad", "surprise"));
    parts.put("some", corpus("happy", "sad"));
    return JoinedListing.of(parts);
  }

  @Test
  void aCorpusThatLacksAClassHasBothScores() {
    Predictions predictions =
        new Predictions(
            LABELS.labels(),
            List.of("all/u0", "all/u1", "all/u2", "some/u0", "some/u1"),
            new int[] {0, 1, 2, 0, 1},
            new float[][] {
              {.8f, .1f, .1f}, {.8f, .1f, .1f}, {.1f, .1f, .8f}, {.3f, .2f, .5f}, {.1f, .8f, .1f}
            });
    CorpusTable table = CorpusScores.of(joined(), predictions);
    assertEquals(2, table.scores().size());
    CorpusScore some = table.scores().getLast();
    assertEquals(List.of("surprise"), some.lacking());
    assertEquals(0.5, some.all().ua(), "surprise is a wrong answer to happy");
    assertEquals(1, some.restricted().ua(), "among happy and sad it is right");
    assertEquals(2.0 / 3, table.scores().getFirst().all().ua());
    List<String> lines = table.lines("test");
    assertEquals(3, lines.size());
    assertTrue(lines.getFirst().contains("only classes that it has"), lines.toString());
    assertTrue(lines.getLast().startsWith("  some (2, has no surprise) "), lines.toString());
    assertTrue(lines.getLast().endsWith("   100.0, 100.0, 100.0"), lines.toString());
    assertEquals(
        1.0,
        Json.mapper()
            .valueToTree(table.report())
            .path("some")
            .path("restricted")
            .path("ua")
            .asDouble());
  }

  @Test
  void oneCorpusWithAllClassesHasNoTable() {
    Predictions whole =
        new Predictions(LABELS.labels(), List.of("u0"), new int[] {0}, new float[][] {{1, 0, 0}});
    assertEquals(
        List.of(), CorpusScores.of(corpus("happy", "sad", "surprise"), whole).lines("test"));
    assertEquals(1, CorpusScores.of(corpus("happy", "sad"), whole).scores().size());
  }
}
