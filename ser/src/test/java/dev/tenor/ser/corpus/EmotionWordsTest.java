package dev.tenor.ser.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EmotionWordsTest {
  @Test
  void oneListOfClassesReadsTheWordsOfAllCorpora() {
    LabelMap map = EmotionWords.parse("angry,happy,neutral,sad,fear,disgust,surprise");
    Map<String, String> words =
        Map.of(
            "ANG",
            "angry",
            "anger",
            "angry",
            "joy",
            "happy",
            "fearful",
            "fear",
            "anxiety",
            "fear",
            "dis",
            "disgust",
            "disgusted",
            "disgust",
            "neu",
            "neutral",
            "sadness",
            "sad");
    words.forEach((word, label) -> assertEquals(Optional.of(label), map.classOf(word), word));
    assertEquals(Optional.of("surprise"), map.classOf("pleasant surprise"));
    assertEquals(Optional.of("surprise"), map.classOf("surprised"));
    assertEquals(Optional.empty(), map.classOf("calm"));
    assertEquals("angry", map.labels().getFirst());
    assertEquals(map, LabelMap.parse(map.toString()), "as config.json keeps it");
  }

  @Test
  void whatTheUserSaysComesFirst() {
    LabelMap map = EmotionWords.parse("anger,happiness,calm,calmed=calm,ang=,joy=calm");
    assertEquals(List.of("anger", "happiness", "calm"), map.labels());
    assertEquals(Optional.of("anger"), map.classOf("angry"));
    assertTrue(map.leavesOut("ang"));
    assertEquals(Optional.of("calm"), map.classOf("joy"));
    LabelMap two = EmotionWords.parse("fear,fearful");
    assertEquals(Optional.empty(), two.classOf("fea"), "it could be either class");
  }

  @Test
  void setsOfClassesHaveNames() {
    assertEquals(LabelMap.FOUR, EmotionWords.parse("four"));
    assertEquals(
        List.of("neutral", "happy", "sad", "angry", "fear", "disgust"),
        EmotionWords.parse("six").labels());
    assertEquals(7, EmotionWords.parse("seven").size());
    assertEquals(List.of("calm", "boredom"), EmotionWords.parse("all").labels().subList(7, 9));
    LabelMap more = EmotionWords.parse("six,excited=happy");
    assertEquals(Optional.of("happy"), more.classOf("excited"));
    assertEquals(List.of("four", "six"), EmotionWords.parse("four,six").labels(), "spoken digits");
    String message =
        assertThrows(IllegalArgumentException.class, () -> EmotionWords.parse("six,bored=calm"))
            .getMessage();
    assertTrue(message.contains("bored=calm names no class"), message);
  }

  @Test
  void wordsOfManifestsAndMistypedOnes() {
    LabelMap all = EmotionWords.parse("all");
    assertEquals("surprise", all.classOf("Pleasant_Surprised").orElseThrow());
    assertEquals("boredom", all.classOf("bor").orElseThrow());
    assertEquals(" (did you mean happy?)", EmotionWords.didYouMean("hapy"));
    assertEquals("", EmotionWords.didYouMean("Fearful"));
    assertEquals("", EmotionWords.didYouMean("contempt"));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> EmotionWords.parse("sevn"));
    assertTrue(e.getMessage().contains("did you mean seven?"), e.getMessage());
  }
}
