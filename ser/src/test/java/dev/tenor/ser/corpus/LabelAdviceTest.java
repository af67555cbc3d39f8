package dev.tenor.ser.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.corpus.manifest.CsvManifest;
import dev.tenor.ser.corpus.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelAdviceTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "joyous,happy",
    "happily,happy",
    "angriness,angry",
    "angyr,angry",
    "neutrl,neutral",
    "neutrality,neutral",
    "sadly,sad",
    "excitement,happy",
    "sad_1,sad"
  })
  void nearSpellingsAreAliases(String word, String label) {
    assertEquals(Optional.of(label), LabelAdvice.near(LabelMap.FOUR, word));
  }

  @ParameterizedTest
  @CsvSource({"unhappy", "fear", "angst", "boredom", "calm", "mad", "surprise", "disgust", "7"})
  void otherWordsAreLeftOut(String word) {
    assertEquals(Optional.empty(), LabelAdvice.near(LabelMap.FOUR, word));
  }

  @Test
  void theProposalIsComplete() throws IOException {
    Manifests in = new Manifests(folder).touch("a.wav", "b.wav", "c.wav");
    String csv = "path,emotion,speaker\na.wav,sad,1\nb.wav,Joyous,1\nc.wav,fear,1\n";
    String proposal = LabelMap.FOUR + ",joyous=happy,fear=";
    in.refuse(csv, "{Joyous=1, fear=1}", "--labels " + proposal);
    Listing listing = new CsvManifest().load(folder.resolve("x.csv"), LabelMap.parse(proposal));
    assertEquals(2, listing.size());
  }

  @Test
  void labelsOfAnotherTaskBecomeTheClasses() {
    assertEquals(
        "--labels calm,bored", LabelAdvice.of(LabelMap.FOUR, List.of("Calm", "bored"), false));
    assertEquals("--labels 0,1,2", LabelAdvice.of(LabelMap.FOUR, List.of("0", "1", "2"), false));
    String quoted = LabelAdvice.of(LabelMap.FOUR, List.of("it's so", "b,c"), true);
    assertTrue(quoted.endsWith(",it'\\''s so='"), quoted);
  }
}
