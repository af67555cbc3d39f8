package dev.tenor.ser.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticRendererTest {
  private static final SyntheticConfig CONFIG = new SyntheticConfig(3, 2, 2);
  private static final String SOME_FILE = "speaker_02/angry_01.wav";
  private final Corpus synthetic = Corpora.byName("synthetic");

  @TempDir Path temporary;

  @Test
  void rendersACorpusThatLoads() throws IOException {
    List<Integer> told = new ArrayList<>();
    Path folder = temporary.resolve("new/synthetic");
    SyntheticRenderer.render(folder, CONFIG, 2, told::add);
    assertEquals(IntStream.rangeClosed(1, CONFIG.size()).boxed().toList(), told);

    Listing listing = synthetic.load(folder, LabelMap.FOUR);
    assertEquals(16, listing.size());
    assertEquals(listing, synthetic.load(folder.getParent(), LabelMap.FOUR));
    Utterance utterance = listing.utterances().get(8);
    assertEquals("speaker_02/angry_00.wav", utterance.key());
    assertEquals("angry", utterance.emotion());
    assertEquals("02", utterance.speaker());
    assertEquals("female", utterance.gender());
    assertEquals("s00", utterance.text());
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() throws IOException {
    Path one = temporary.resolve("one");
    Path three = temporary.resolve("three");
    SyntheticRenderer.render(one, CONFIG, 1, _ -> {});
    SyntheticRenderer.render(three, CONFIG, 3, _ -> {});
    for (Utterance utterance : synthetic.load(one, LabelMap.FOUR).utterances()) {
      Path twin = three.resolve(utterance.key());
      assertArrayEquals(Files.readAllBytes(utterance.audio()), Files.readAllBytes(twin));
    }
  }

  @Test
  void aFinishedCorpusIsLeftAlone() throws IOException {
    SyntheticRenderer.render(temporary, CONFIG, 2, _ -> {});
    FileTime past = FileTime.fromMillis(0);
    Files.setLastModifiedTime(temporary.resolve(SOME_FILE), past);
    SyntheticRenderer.render(temporary, CONFIG, 2, _ -> {});
    assertEquals(past, Files.getLastModifiedTime(temporary.resolve(SOME_FILE)));
  }

  @Test
  void anInterruptedCorpusDoesNotLoadAndIsRenderedAgain() throws IOException {
    SyntheticRenderer.render(temporary, CONFIG, 2, _ -> {});
    byte[] whole = Files.readAllBytes(temporary.resolve(SOME_FILE));
    Files.delete(temporary.resolve("synthetic.txt"));
    Files.write(temporary.resolve(SOME_FILE), new byte[5]);
    assertError(() -> synthetic.load(temporary, LabelMap.FOUR), "rendering did not finish");
    SyntheticRenderer.render(temporary, CONFIG, 2, _ -> {});
    assertArrayEquals(whole, Files.readAllBytes(temporary.resolve(SOME_FILE)));
    assertEquals(16, synthetic.load(temporary, LabelMap.FOUR).size());
  }

  @Test
  void foldersWithSomethingElseAreRefused() throws IOException {
    SyntheticRenderer.render(temporary, CONFIG, 2, _ -> {});
    SyntheticConfig other = new SyntheticConfig(4, 2, 2);
    assertError(
        () -> SyntheticRenderer.render(temporary, other, 2, _ -> {}),
        "holds synthetic-v1-seed3-2x2, not synthetic-v1-seed4-2x2");
    Files.delete(temporary.resolve("synthetic.txt"));
    SyntheticConfig smaller = new SyntheticConfig(3, 1, 2);
    assertError(
        () -> SyntheticRenderer.render(temporary, smaller, 2, _ -> {}),
        "files of something else: 8 (speaker_02/angry_00.wav");
  }

  @Test
  void missingOrDamagedFilesAreTold() throws IOException {
    SyntheticRenderer.render(temporary, CONFIG, 2, _ -> {});
    Files.delete(temporary.resolve(SOME_FILE));
    assertError(() -> synthetic.load(temporary, LabelMap.FOUR), "holds 15 recordings");
    Files.writeString(temporary.resolve("synthetic.txt"), "what");
    assertError(() -> synthetic.load(temporary, LabelMap.FOUR), "is damaged");
  }

  @Test
  void impossibleSizesAreRefused() {
    for (int bad : new int[] {0, -1, 100}) {
      assertThrows(IllegalArgumentException.class, () -> new SyntheticConfig(1, bad, 1));
      assertThrows(IllegalArgumentException.class, () -> new SyntheticConfig(1, 1, bad));
    }
  }

  private static void assertError(Executable action, String part) {
    String message = assertThrows(DataException.class, action).getMessage();
    assertTrue(message.contains(part), message);
  }
}
