package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReslstmFoldsTest {
  private static Listing ravdess() {
    List<Utterance> utterances = new ArrayList<>();
    for (int actor = 1; actor <= 24; actor++) {
      for (String emotion : List.of("neutral", "happy", "sad", "angry")) {
        String code = String.format(Locale.ROOT, "%02d", actor);
        utterances.add(Listings.utterance(code, null, null, emotion, 0));
      }
    }
    return Listings.of(utterances);
  }

  @Test
  void theActorsAreThoseOfThePaperWhateverTheSeed() throws DataException {
    Protocol protocol = Protocols.byName("reslstm");
    Listing corpus = ravdess();
    ProtocolsTest.assertFolds(protocol, corpus);
    assertEquals(5, protocol.foldCount(corpus));
    SplitSummary last = protocol.split(corpus, 1, 4).summary(corpus);
    assertEquals(Set.of("01", "04", "09", "22"), last.speakers().get(Side.TEST));
    assertEquals(Set.of("02", "05"), last.speakers().get(Side.VAL));
    assertEquals(18, last.speakers().get(Side.TRAIN).size());
    assertEquals(protocol.split(corpus, 1, 2).sides(), protocol.split(corpus, 2, 2).sides());
  }

  @Test
  void otherSpeakersAreRefused() {
    String message =
        assertThrows(
                DataException.class, () -> Protocols.byName("reslstm").foldCount(Listings.of(3, 2)))
            .getMessage();
    assertTrue(message.contains("found 3 speakers [s01, s02, s03]"), message);
  }
}
