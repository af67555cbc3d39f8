package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Splits that somebody else has made: published subsets and folds, saved files, partners.
final class PublishedSplitTest {
  private final Protocol published = Protocols.byName("published");

  @TempDir Path folder;

  @Test
  void publishedSidesAreTaken() throws DataException {
    Listing corpus = parts(u -> u.speaker().equals("s01") ? "test" : side(u, "s02", "val"));
    Split split = published.split(corpus, 1, 0);
    SplitSummary summary = split.summary(corpus);
    assertEquals(Set.of("s01"), summary.speakers().get(Side.TEST));
    assertEquals(Set.of("s02"), summary.speakers().get(Side.VAL));
    assertEquals(1, split.foldCount());
  }

  @Test
  void withoutAValidationSideTrainingSpeakersValidate() throws DataException {
    Listing corpus = parts(u -> side(u, "s01", "test"));
    SplitSummary summary = published.split(corpus, 1, 0).summary(corpus);
    assertEquals(Set.of("s01"), summary.speakers().get(Side.TEST));
    assertEquals(2, summary.speakers().get(Side.VAL).size());
    assertTrue(summary.shared(Side.TRAIN, Side.VAL).isEmpty());
  }

  @Test
  void corporaWithoutPublishedSidesOrFoldsAreRefused() {
    Listing corpus = Listings.of(4, 2);
    assertRefused(published, corpus, "32 of 32 utterances have no published part");
    assertRefused(Protocols.byName("emobox"), corpus, "no published folds");
    assertRefused(Protocols.byName("speaker-5"), corpus, "at least 5 speakers, found 4");
    assertThrows(IllegalArgumentException.class, () -> Protocols.byName("speaker-1"));
  }

  @Test
  void theOtherSpeakerOfTheSessionValidates() throws DataException {
    Listing corpus = Listings.withSessions(3);
    Split split = Protocols.byName("speaker-out").split(corpus, 1, 2);
    SplitSummary summary = split.summary(corpus);
    assertEquals(Set.of("s03"), summary.speakers().get(Side.TEST));
    assertEquals(Set.of("s04"), summary.speakers().get(Side.VAL));
    assertTrue(split.rule().contains("its session's others validate"), split.rule());
  }

  @Test
  void aSavedSplitGivesTheVerySides() throws IOException {
    Listing corpus = Listings.of(5, 2);
    Path file = folder.resolve("split.json");
    Split split = Protocols.byName("speaker").split(corpus, 7, 2);
    SplitFile.save(split, file);
    Protocol saved = Protocols.byName(file.toString());
    assertEquals(split, saved.split(corpus, 99, 0));
    assertEquals(1, saved.foldCount(corpus));
    assertThrows(IllegalArgumentException.class, () -> saved.split(corpus, 1, 1));
    assertRefused(saved, Listings.of(6, 2), "does not fit made-up");
    Files.delete(file);
    assertRefused(saved, corpus, "split.json");
  }

  private static String side(Utterance u, String speaker, String part) {
    return u.speaker().equals(speaker) ? part : "train";
  }

  private static Listing parts(Function<Utterance, String> part) {
    List<Utterance> utterances =
        Listings.of(6, 2).utterances().stream()
            .map(u ->
                new Utterance(
                    u.key(),
                    u.audio(),
                    u.emotion(),
                    u.speaker(),
                    null,
                    null,
                    u.gender(),
                    null,
                    null,
                    part.apply(u)))
            .toList();
    return Listings.of(utterances);
  }

  private static void assertRefused(Protocol protocol, Listing corpus, String part) {
    DataException e = assertThrows(DataException.class, () -> protocol.split(corpus, 1, 0));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertEquals(1, new TreeSet<>(e.getMessage().lines().toList()).size());
  }
}
