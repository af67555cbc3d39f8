package dev.tenor.ser.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Missing;
import dev.tenor.ser.corpus.Turn;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IemocapTest {
  private static final String EVALUATION = "Session1/dialog/EmoEvaluation/Ses01F_impro04.txt";
  private static final String WAV = "Session1/sentences/wav/Ses01F_impro04/";
  private static final String SUMMARIES =
      """
      % [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]

      [6.2901 - 8.2357]\tSes01F_impro04_F000\tneu\t[2.5000, 2.5000, 2.5000]
      C-E2:\tNeutral;\t()
      A-E3:\tval 3; act 2; dom  2;\t()

      [10.0100 - 11.3925]\tSes01F_impro04_M003\texc\t[2.5000, 2.5000, 2.5000]
      C-E2:\tExcited;\t()

      [14.8872 - 18.0175]\tSes01F_impro04_F001\tfru\t[2.5000, 2.5000, 2.5000]
      [19.0000 - 20.5000]\tSes01F_impro04_M004\txxx\t[2.0000, 2.5000, 3.0000]
      """;

  @TempDir Path folder;

  private CorpusTree tree;

  @BeforeEach
  void plant() throws IOException {
    tree =
        new CorpusTree(folder)
            .text(EVALUATION, SUMMARIES)
            .text("Session1/dialog/EmoEvaluation/._Ses01F_impro04.txt", "finder")
            .text("Session1/dialog/EmoEvaluation/Categorical/Ses01F_impro04_e2_cat.txt", "votes")
            .audio(WAV + "Ses01F_impro04_F000.wav", WAV + "Ses01F_impro04_M003.wav");
  }

  @Test
  void summariesAreReadAndTheSpeakerIsTheLetterOfTheLastToken() throws IOException {
    Listing listing = tree.load("iemocap");
    assertEquals(
        Map.of("neutral", 1, "excited", 1, "frustrated", 1, "undecided", 1), listing.found());
    Utterance m = listing.utterances().get(1);
    assertEquals(WAV + "Ses01F_impro04_M003.wav", m.key());
    assertEquals("happy", m.emotion());
    assertEquals("1M", m.speaker());
    assertEquals("male", m.gender());
    assertEquals("1", m.session());
    assertEquals(1.3825, m.seconds(), 1e-9);
    assertEquals(new Turn("Ses01F_impro04", "impro04", "M", 3), m.turn());
    assertEquals(
        "iemocap: 2 utterances, 2 speakers: neutral 1, happy 1 (excited 1), sad 0, angry 0;"
            + " left out: frustrated 1, undecided 1",
        listing.describe());
  }

  @Test
  void excitedCanBeLeftOut() throws IOException {
    LabelMap labels = LabelMap.parse("neutral,happy,sad,angry,excited=");
    assertEquals(1, tree.load("iemocap", labels).size());
  }

  @Test
  void everythingThatDiffersFrom5531IsNamed() throws IOException {
    List<String> lines = Missing.lines(Corpora.byName("iemocap"), tree.load("iemocap"));
    assertEquals(
        List.of(
            "iemocap: 2 recordings of neutral, happy, sad, angry, 5531 are published:"
                + " angry 0 of 1103, excited 1 of 1041, happy 0 of 595, neutral 1 of 1708,"
                + " sad 0 of 1084"),
        lines);
  }

  @Test
  void malformedSummariesAreToldWithTheirLine() throws IOException {
    for (String bad :
        List.of(
            "[1.0 - 2.0]\tSes01F_impro04_F002\tneu",
            "[1.0 - 2.0] Ses01F_impro04_F002 neu [2.5, 2.5, 2.5]",
            "[2.0 - 1.0]\tSes01F_impro04_F002\tneu\t[2.5, 2.5, 2.5]",
            "[1.0 - 2.0]\tSes01F_impro04_X002\tneu\t[2.5, 2.5, 2.5]",
            "[1.0 - 2.0]\tSes01F_impro05_F002\tneu\t[2.5, 2.5, 2.5]",
            "[1.0 - 2.0]\tSes01F_impro04_F002\tbad\t[2.5, 2.5, 2.5]")) {
      tree.text(EVALUATION, SUMMARIES + bad + "\n");
      tree.assertRefused("iemocap", "Ses01F_impro04.txt: line 12", bad, "[V, A, D]");
    }
    tree.text(EVALUATION, "% nothing\n").assertRefused("iemocap", "has no summary line");
  }

  @Test
  void missingRecordingsOfTheClassesAreTold() throws IOException {
    String more = "[30.0 - 31.0]\tSes01F_impro04_F009\tsad\t[2.5, 2.5, 2.5]\n";
    tree.text(EVALUATION, SUMMARIES + more);
    tree.assertRefused("iemocap", "missing audio files: 1", "Ses01F_impro04_F009.wav");
  }

  @Test
  void otherFoldersAreNotRecognised() throws IOException {
    Path other = folder.resolve("other");
    new CorpusTree(other).audio("03a01Fa.wav").assertRefused("iemocap", "EmoEvaluation");
    assertFalse(Corpora.byName("iemocap").recognises(other));
  }
}
