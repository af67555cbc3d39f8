package dev.tenor.ser.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelMapTest {
  @Test
  void fourClassesAreInTheOrderOfTheReferenceCode() {
    assertEquals(List.of("neutral", "happy", "sad", "angry"), LabelMap.FOUR.labels());
    assertEquals(3, LabelMap.FOUR.index("angry"));
  }

  @Test
  void aliasesAndCaseAreResolved() {
    assertEquals(Optional.of("angry"), LabelMap.FOUR.classOf(" ANG "));
    assertEquals(Optional.of("happy"), LabelMap.FOUR.classOf("Happiness"));
    assertEquals(Optional.empty(), LabelMap.FOUR.classOf("boredom"));
  }

  @Test
  void accentsMayBeComposedOrNot() {
    LabelMap map = LabelMap.parse("colère,dégoût,peur=");
    assertEquals(map, LabelMap.parse(Normalizer.normalize("colère,dégoût,peur=", Form.NFD)));
    assertEquals(Optional.of("dégoût"), map.classOf(Normalizer.normalize("Dégoût", Form.NFD)));
  }

  @Test
  void leavingOutIsExplicit() {
    LabelMap map = LabelMap.parse("neutral,happy,excited=happy,fear=");
    assertTrue(map.leavesOut("Fear"));
    assertFalse(map.leavesOut("boredom"));
    assertEquals(Optional.empty(), map.classOf("fear"));
    assertEquals(Optional.of("happy"), map.classOf("excited"));
  }

  @Test
  void textFormIsReadBack() {
    assertEquals(LabelMap.FOUR, LabelMap.parse(LabelMap.FOUR.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "happy", "a,a", "a,,b", "a,b,x=c", "a,b,a=b", "a,b,x=a,x=b", "a,b,=a", "a,b="})
  void malformedMapsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> LabelMap.parse(text));
  }

  @Test
  void unknownClassNamesTheClasses() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> LabelMap.FOUR.index("calm"))
            .getMessage();
    assertTrue(message.contains("'calm'") && message.contains("neutral, happy, sad, angry"));
  }
}
