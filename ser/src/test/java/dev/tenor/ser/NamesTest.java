package dev.tenor.ser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NamesTest {
  private static final List<String> CORPORA = List.of("crema-d", "emodb", "iemocap", "csv");

  @Test
  void caseHyphensAndUnderscoresDoNotMatter() {
    assertEquals(Optional.of("emodb"), Names.find("EMO-DB", CORPORA));
    assertEquals(Optional.of("crema-d"), Names.find("Crema_D", CORPORA));
    assertEquals(Optional.empty(), Names.find("", CORPORA));
    assertEquals(Optional.empty(), Names.find("emo", CORPORA));
    assertEquals(Optional.of("a-b"), Names.find("a-b", List.of("ab", "a-b")), "itself first");
    assertEquals(Optional.empty(), Names.find("A_B", List.of("ab", "a-b")), "two are meant");
  }

  @Test
  void aSimilarNameIsSuggestedAndNoOther() {
    assertEquals(" (did you mean emodb?)", Names.didYouMean("emobd", CORPORA));
    assertEquals(" (did you mean iemocap?)", Names.didYouMean("IEMOKAP", CORPORA));
    assertEquals("", Names.didYouMean("ravdess", CORPORA));
    assertEquals("", Names.didYouMean("x", List.of()));
  }

  @Test
  void distancesCountLetters() {
    assertEquals(0, Names.distance("", ""));
    assertEquals(3, Names.distance("", "abc"));
    assertEquals(3, Names.distance("kitten", "sitting"));
    assertEquals(1, Names.distance("ab", "ba"));
    assertEquals(2, Names.distance("abcd", "badc"));
  }
}
