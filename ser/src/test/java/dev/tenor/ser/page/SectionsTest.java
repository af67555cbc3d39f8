package dev.tenor.ser.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.report.Block;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the sections say of answers that are known by hand.
final class SectionsTest {
  private static final List<String> LABELS = List.of("sad", "happy");

  @TempDir Path folder;

  /// Of each of some speakers, women and men in turn, ten utterances of each class.
  ///
  /// @param right how many of each ten are answered correctly, by speaker
  private Answers answers(int... right) {
    Map<String, Utterance> utterances = new HashMap<>();
    int n = 20 * right.length;
    String[] keys = new String[n];
    int[] truth = new int[n];
    float[][] probabilities = new float[n][];
    for (int i = 0; i < n; i++) {
      int speaker = i / 20;
      keys[i] = String.format(Locale.ROOT, "s%d/%02d.wav", speaker, i % 20);
      truth[i] = i % 20 / 10;
      boolean correct = i % 10 < right[speaker];
      float sure = 0.6f + 0.01f * (i % 10);
      boolean first = truth[i] == 0 == correct;
      probabilities[i] = first ? new float[] {sure, 1 - sure} : new float[] {1 - sure, sure};
      utterances.put(
          keys[i],
          new Utterance(
              keys[i],
              folder.resolve(keys[i].replace('/', '-')),
              LABELS.get(truth[i]),
              "s" + speaker,
              null,
              speaker == 0 ? "hello" : null,
              speaker % 2 == 0 ? "female" : "male",
              null));
    }
    return new Answers(new Predictions(LABELS, List.of(keys), truth, probabilities), utterances);
  }

  private static TextTable table(Section section, String name) {
    return section.blocks().stream()
        .filter(b -> b instanceof Block.Table(TextTable t) && t.name().equals(name))
        .map(b -> ((Block.Table) b).table())
        .findFirst()
        .orElseThrow();
  }

  private static Rival rival(Answers other) {
    return Rival.acoustic("SVM", other.metrics(), other.predictions());
  }

  @Test
  void theConclusionIsWhatTheIntervalSupports() {
    Answers good = answers(9, 8, 9, 8, 9, 8);
    String beats = Conclusion.of("The model", good, List.of(rival(answers(6, 6, 7, 6, 6, 6))));
    assertTrue(beats.startsWith("The model beats the best baseline (SVM): UA 85.0 %"), beats);
    assertTrue(beats.contains("over 6 speakers)."), beats);
    String equal = Conclusion.of("The model", good, List.of(rival(answers(8, 9, 8, 9, 8, 9))));
    assertTrue(equal.contains("is not told apart from"), equal);
    String worse = Conclusion.of("The model", answers(7, 7, 8, 7, 7, 7), List.of(rival(good)));
    assertTrue(worse.contains("is worse than the best baseline"), worse);
    String scores =
        Conclusion.of(
            "The model", good, List.of(Rival.silent("majority", good.metrics().majority())));
    assertTrue(scores.contains("the baseline taken as exact"), scores);
  }

  /// Of five speakers even five better ones are no evidence: 2 / 2⁵ > 0.05.
  @Test
  void fewSpeakersTellNothing() {
    String few =
        Conclusion.of("The model", answers(9, 8, 9, 8, 9), List.of(rival(answers(6, 6, 7, 6, 6))));
    assertTrue(few.contains("5 test speakers are too few"), few);
    assertFalse(few.contains("beats"), few);
  }

  @Test
  void nearChanceIsCalledSo() {
    String near = Conclusion.of("The model", answers(5, 6, 5, 4), List.of());
    assertTrue(near.contains("near chance and not told apart from it"), near);
    String below = Conclusion.of("The model", answers(1, 2, 1, 2), List.of());
    assertTrue(below.contains("worse than chance"), below);
    String above = Conclusion.of("The model", answers(9, 8, 9, 8), List.of());
    assertTrue(above.contains("better than chance"), above);
    String one = Conclusion.of("The model", answers(9), List.of());
    assertTrue(one.contains("a single speaker"), one);
    Answers none =
        new Answers(new Predictions(LABELS, List.of(), new int[0], new float[0][]), Map.of());
    assertTrue(Conclusion.of("The model", none, List.of()).contains("nothing to conclude"));
  }

  @Test
  void theFirstTableHasTheModelAndItsBaselines() {
    Answers model = answers(9, 8, 9, 8);
    Section section =
        ResultSection.of(
            "The model",
            model,
            List.of(
                rival(answers(6, 6, 7, 6)), Rival.silent("majority", model.metrics().majority())));
    List<List<String>> rows = table(section, "scores").rows();
    assertEquals(
        List.of(
            "The model",
            "baseline: SVM",
            "baseline without audio: majority",
            "chance: a uniform guess"),
        rows.stream().map(List::getFirst).toList());
    assertEquals("85.0", rows.getFirst().get(4));
    assertTrue(rows.get(1).get(5).matches("\\d.* … \\d.*"), "an interval: " + rows.get(1));
    assertEquals("50.0", rows.getLast().get(4));
  }

  @Test
  void groupsAreSortedAndCounted() {
    Answers model = answers(9, 5, 7);
    Section section = GroupSection.of("Groups", "", model, Utterance::corpus, List.of());
    assertEquals(
        List.of(
            List.of("s0", "20", "90.0", "90.0"),
            List.of("s1", "20", "50.0", "50.0"),
            List.of("s2", "20", "70.0", "70.0")),
        table(section, "speakers").rows().stream().map(row -> row.subList(0, 4)).toList());
    assertEquals("80.0", table(section, "sexes").rows().getFirst().get(2));
    assertEquals(1, table(section, "sentences").rows().size(), "others have no text");
  }

  @Test
  void theMatrixHasCountsAndPercentages() {
    Metrics metrics = answers(9, 8).metrics();
    Section section = ClassSection.of("Classes", "x-", "about", metrics);
    assertEquals(
        List.of(
            List.of("sad", "17 (85.0)", "3 (15.0)", "20"),
            List.of("happy", "3 (15.0)", "17 (85.0)", "20"),
            List.of("all", "20", "20", "40")),
        table(section, "x-confusion").rows());
    assertEquals(
        List.of("sad", "20", "20", "85.0", "85.0", "85.0"),
        table(section, "x-classes").rows().getFirst());
  }

  @Test
  void errorsAreSeenAndHeardInTheOrderOfConfidence() throws IOException {
    Answers model = answers(9, 9, 8, 9);
    float[] tone = new float[8000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) Math.sin(0.3 * i);
    }
    for (Utterance u : model.utterances().values()) {
      WavWriter.write(u.audio(), tone, 8000);
    }
    Path lost = model.utterances().get("s2/19.wav").audio();
    Files.delete(lost);
    Section section = ErrorSection.of("Errors", "", model);
    List<List<String>> rows = table(section, "errors").rows();
    assertEquals(10, rows.size());
    assertEquals(List.of("1", "s0/09.wav", "s0", "sad", "happy", "69.0", "31.0"), rows.getFirst());
    assertEquals("68.0", rows.getLast().get(5));
    List<Block.Recording> heard =
        section.blocks().stream()
            .filter(b -> b instanceof Block.Recording)
            .map(b -> (Block.Recording) b)
            .toList();
    assertEquals(10, heard.size());
    assertEquals(64, ImageIO.read(new ByteArrayInputStream(heard.getFirst().png())).getHeight());
    assertEquals(44 + 2 * 16_000, heard.getFirst().wav().length, "a second at 16 kHz");
    Block.Recording gone = heard.get(5);
    assertTrue(gone.text().contains("cannot be read now"), gone.text());
    assertNull(gone.png());
    Block.Recording again = (Block.Recording) ErrorSection.of("x", "", model).blocks().get(1);
    assertArrayEquals(heard.getFirst().png(), again.png());
  }

  @Test
  void audioThatWouldMakeThePageLargeIsLeftOut() throws IOException {
    Answers model = answers(5, 5);
    float[] noise = new float[16_000 * 9];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) Math.sin(1e-3 * i * i);
    }
    for (Utterance u : model.utterances().values()) {
      WavWriter.write(u.audio(), noise, 16_000);
    }
    List<Block.Recording> heard =
        ErrorSection.of("Errors", "", model).blocks().stream()
            .filter(b -> b instanceof Block.Recording)
            .map(b -> (Block.Recording) b)
            .toList();
    assertNotNull(heard.getFirst().wav());
    assertTrue(heard.getFirst().text().contains("the first 8 s"), heard.getFirst().text());
    assertNull(heard.getLast().wav());
    assertTrue(heard.getLast().text().contains("audio is left out"), heard.getLast().text());
    int bytes = heard.stream().mapToInt(h -> h.wav() == null ? 0 : h.wav().length).sum();
    assertTrue(bytes <= 800_000, bytes + " bytes");
  }

  @Test
  void whatIsUsedIsCited() throws IOException {
    Section section = CitationSection.of(List.of("ravdess", "mine", "iemocap-list"), "1.2.3");
    String text = section.blocks().toString();
    for (String known : List.of("wang2021stacked", "{ravdess,", "{iemocap,", "version = {1.2.3}")) {
      assertTrue(text.contains(known), known);
    }
    assertFalse(text.contains("{emodb,"));
    assertTrue(text.contains("How to cite mine"), text);
  }
}
