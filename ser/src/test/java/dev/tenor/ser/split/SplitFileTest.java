package dev.tenor.ser.split;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SplitFileTest {
  private final Listing corpus = Listings.of(4, 2);

  @TempDir Path folder;
  private Path file;
  private Split split;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("split.json");
    split = Protocols.DEFAULT.split(corpus, Long.MIN_VALUE + 3, 1);
    SplitFile.save(split, file);
  }

  @Test
  void whatWasSavedIsLoaded() throws IOException {
    assertEquals(split, SplitFile.load(file));
  }

  @Test
  void theSameSplitGivesTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(file);
    SplitFile.save(SplitFile.load(file), file);
    assertArrayEquals(first, Files.readAllBytes(file));
    String text = new String(first, StandardCharsets.UTF_8);
    assertTrue(text.startsWith("{\n  \"format\" : \"tenor-split-1\",\n"), text);
    assertTrue(text.indexOf('\r') < 0 && text.endsWith("}\n"));
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    String good = Files.readString(file);
    assertDamaged(good.substring(0, good.length() / 2), "not valid JSON");
    assertDamaged("", "format is");
    assertDamaged(good + "{}", "not valid JSON");
    assertDamaged(good.replace("tenor-split-1", "tenor-split-9"), "tenor-split-9");
    assertDamaged(good.replaceFirst("\"(train|val|test)\"", "\"dev\""), "\"dev\"");
    assertDamaged(good.replace("\"seed\" : -", "\"seed\" : 1"), "'seed'");
    assertDamaged(good.replace("\"fold\" : 1", "\"fold\" : 7"), "no fold 7");
    assertDamaged(good.replace("\"fold\" : 1", "\"fold\" : 4294967297"), "overflow");
    assertDamaged(good.replace("\"protocol\" : \"speaker\"", "\"protocol\" : 3"), "'protocol'");
    assertDamaged(good.replace("happy_01", "happy_00"), "Duplicate");
    assertDamaged(good.replaceFirst("(?s)\"utterances\".*", "\"utterances\" : {}}"), "utterances");
  }

  @Test
  void aSplitOfOtherUtterancesDoesNotFit() throws IOException {
    Split loaded = SplitFile.load(file);
    Listing larger = Listings.of(5, 2);
    DataException more =
        assertThrows(DataException.class, () -> loaded.utterances(larger, Side.TRAIN));
    assertTrue(
        more.getMessage().contains("8 utterances are in no subset (first: s05/angry_00.wav)"),
        more.getMessage());
    Listing smaller = Listings.of(3, 2);
    DataException fewer = assertThrows(DataException.class, () -> loaded.summary(smaller));
    assertTrue(fewer.getMessage().contains("8 of the split are not in"), fewer.getMessage());
  }

  @Test
  void anEmptySideFailsTheCheck() {
    Split all = new Split("made-up", "none", "all in training", 0, 0, 1, allTraining());
    DataException e = assertThrows(DataException.class, () -> all.check(corpus));
    assertTrue(e.getMessage().contains("no utterance in val"), e.getMessage());
  }

  private SortedMap<String, Side> allTraining() {
    SortedMap<String, Side> sides = new TreeMap<>();
    corpus.utterances().forEach(utterance -> sides.put(utterance.key(), Side.TRAIN));
    return sides;
  }

  private void assertDamaged(String text, String part) throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.json"), text);
    DataException e = assertThrows(DataException.class, () -> SplitFile.load(damaged));
    for (String expected : List.of("damaged.json", part)) {
      assertTrue(e.getMessage().contains(expected), e.getMessage());
    }
  }
}
