package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PaperProtocolTest {
  private final Protocol paper = Protocols.byName("paper");

  @Test
  void eachClassIsDividedSevenOneTwo() throws DataException {
    Listing corpus = Listings.of(10, 10);
    SplitSummary summary = paper.split(corpus, 1, 2).summary(corpus);
    for (String label : LabelMap.FOUR.labels()) {
      assertEquals(70, summary.counts().get(Side.TRAIN).get(label));
      assertEquals(10, summary.counts().get(Side.VAL).get(label));
      assertEquals(20, summary.counts().get(Side.TEST).get(label));
    }
  }

  @Test
  void theReportSaysThatSpeakersAreShared() throws DataException {
    Listing corpus = Listings.of(10, 10);
    SplitSummary summary = paper.split(corpus, 1, 0).summary(corpus);
    assertFalse(summary.testSpeakersUnseen());
    List<String> lines = summary.lines();
    assertTrue(lines.getFirst().contains("protocol paper"), lines.toString());
    assertTrue(lines.getLast().contains("speakers are shared: 10 of 10"), lines.toString());
  }

  @Test
  void rareClassesAreRefused() throws DataException {
    Listing five = Listings.of(1, 5);
    paper.split(five, 1, 4).check(five);
    DataException e = assertThrows(DataException.class, () -> paper.split(Listings.of(2, 2), 1, 0));
    assertTrue(e.getMessage().contains("class 'neutral' has 4 utterances"), e.getMessage());
  }
}
