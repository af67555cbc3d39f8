package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RealCorporaSplitTest {
  /// The folds as EmoBox publishes them.
  private static final List<Set<String>> EMOBOX =
      List.of(
          Set.of("01", "11", "20", "21"),
          Set.of("04", "10", "12", "14"),
          Set.of("08", "09", "19", "23"),
          Set.of("03", "05", "07", "24"),
          Set.of("02", "15", "16", "18"),
          Set.of("06", "13", "17", "22"));

  @ParameterizedTest
  @ValueSource(strings = {"emodb", "ravdess"})
  void everyProtocolDividesTheCorpus(String name) throws IOException {
    Listing corpus = load(name);
    for (Protocol protocol : ProtocolsTest.protocols()) {
      ProtocolsTest.assertFolds(protocol, corpus);
    }
  }

  @Test
  void ravdessHasTheFoldsOfEmoBox() throws IOException {
    Listing corpus = load("ravdess");
    Protocol speaker = Protocols.byName("speaker");
    assertEquals(6, Protocols.byName("emobox").foldCount(corpus));
    assertEquals(8, Protocols.byName("speaker-8").foldCount(corpus));
    List<Set<String>> folds = new ArrayList<>();
    for (int fold = 0; fold < speaker.foldCount(corpus); fold++) {
      SplitSummary summary = speaker.split(corpus, 1, fold).summary(corpus);
      folds.add(summary.speakers().get(Side.TEST));
      assertEquals(112, summary.size(Side.TEST));
      assertEquals(84, summary.size(Side.VAL));
    }
    assertEquals(EMOBOX, folds);
  }

  @Test
  void emoDbFoldsHaveAWomanAndAMan() throws IOException {
    Listing corpus = load("emodb");
    Set<String> female = Set.of("08", "09", "13", "14", "16");
    Protocol speaker = Protocols.byName("speaker");
    assertEquals(5, speaker.foldCount(corpus));
    for (int fold = 0; fold < 5; fold++) {
      SplitSummary summary = speaker.split(corpus, 1, fold).summary(corpus);
      for (Side side : List.of(Side.VAL, Side.TEST)) {
        Set<String> speakers = summary.speakers().get(side);
        assertEquals(2, speakers.size());
        assertEquals(1, speakers.stream().filter(female::contains).count());
      }
    }
  }

  private static Listing load(String name) throws IOException {
    return Corpora.byName(name).load(SharedFiles.shared("corpora"), LabelMap.FOUR);
  }
}
