package dev.tenor.ser.corpus.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class CsvManifestTest {
  @TempDir Path folder;

  @BeforeEach
  void recordings() throws IOException {
    Files.createDirectories(folder.resolve("wav"));
    for (String name : List.of("a", "b", "c", "d, e")) {
      Files.createFile(folder.resolve("wav/" + name + ".wav"));
    }
  }

  @Test
  void readsAllColumnsInAnyOrderAndIgnoresOthers() throws IOException {
    Listing listing =
        load(
            """
            Speaker,mood,Session,file,LABEL,sex,sentence,seconds
            2,x,s1,wav/b.wav,Happiness,F,"say ""b"", b",1.5

            1,y,s1,"wav/d, e.wav",angry,male,,
            """);
    assertEquals(List.of("wav/b.wav", "wav/d, e.wav"), keys(listing));
    Utterance b = listing.utterances().get(0);
    assertEquals(folder.resolve("wav/b.wav").toAbsolutePath(), b.audio());
    assertEquals("happy", b.emotion());
    assertEquals("2", b.speaker());
    assertEquals("s1", b.session());
    assertEquals("say \"b\", b", b.text());
    assertEquals("female", b.gender());
    assertEquals(1.5, b.seconds());
    Utterance d = listing.utterances().get(1);
    assertNull(d.text());
    assertNull(d.seconds());
    assertTrue(listing.hasSessions());
  }

  @Test
  void utterancesAreSortedAndTheOrderOfTheLinesIsKept() throws IOException {
    Listing one = load("path,emotion,speaker\nwav/a.wav,sad,1\nwav/b.wav,happy,2\n");
    Listing two = load("path,emotion,speaker\nwav/b.wav,happy,2\nwav/a.wav,sad,1\n");
    assertEquals(one.utterances(), two.utterances());
    assertEquals(List.of("wav/b.wav", "wav/a.wav"), two.order());
    assertEquals("wav/b.wav", two.inListOrder().getFirst().key());
  }

  @Test
  void byteOrderMarkAndWindowsLineEndsAreTolerated() throws IOException {
    Listing listing = load("\uFEFFpath,emotion,speaker\r\nwav/a.wav,sad,1\r\n");
    assertEquals(List.of("wav/a.wav"), keys(listing));
  }

  @Test
  void audioMayLieElsewhere() throws IOException {
    Path csv = write("path,emotion,speaker\na.wav,sad,1\n");
    Listing listing = new CsvManifest(folder.resolve("wav")).load(csv, LabelMap.FOUR);
    assertEquals(folder.resolve("wav/a.wav"), listing.utterances().getFirst().audio());
  }

  @Test
  void aFolderWithOneCsvIsEnough() throws IOException {
    write("path,emotion,speaker\nwav/a.wav,sad,1\n");
    assertEquals(1, new CsvManifest().load(folder, LabelMap.FOUR).size());
    Files.createFile(folder.resolve("other.csv"));
    assertError(
        () -> new CsvManifest().load(folder, LabelMap.FOUR), "2 CSV files", "other.csv", "x.csv");
  }

  @Test
  void labelsToLeaveOutAreCounted() throws IOException {
    Path csv = write("path,emotion,speaker\nwav/a.wav,sad,1\nwav/b.wav,fear,1\nwav/c.wav,fear,2\n");
    LabelMap labels = LabelMap.parse("sad,happy,fear=");
    Listing listing = new CsvManifest().load(csv, labels);
    assertEquals(Map.of("fear", 2), listing.leftOut());
    assertTrue(listing.describe().endsWith("sad 1, happy 0; left out: fear 2"));
  }

  @Test
  void missingColumnNamesTheColumnsFound() {
    assertError("path,emotion,who\na.wav,sad,1\n", "no column 'speaker'", "path, emotion, who");
    assertError("path emotion speaker\na.wav sad 1\n", "no column 'path'", "path emotion speaker");
  }

  @Test
  void twoColumnsOfOneMeaningAreRefused() {
    assertError("path,file,emotion,speaker\na,b,sad,1\n", "'path' and 'file' both mean path");
  }

  @Test
  void allMissingFilesAreToldAtOnce() {
    StringBuilder csv = new StringBuilder("path,emotion,speaker\nwav/a.wav,sad,1\n");
    for (int i = 0; i < 7; i++) {
      csv.append(String.format(Locale.ROOT, "wav/no%d.wav,sad,1\n", i));
    }
    assertError(
        csv.toString(), "missing audio files: 7 (wav/no0.wav,", "wav/no4.wav, …)", "relative to");
  }

  @Test
  void unknownLabelsListTheKnownOnes() {
    assertError(
        "path,emotion,speaker\nwav/a.wav,joyous,1\nwav/b.wav,joyous,1\nwav/c.wav,fear,1\n",
        "{fear=1, joyous=2}",
        "neutral,happy,sad,angry");
  }

  @Test
  void emptyFilesAreRefused() {
    assertError("", "is empty");
    assertError("\uFEFF", "is empty");
    assertError("path,emotion,speaker\n", "no utterance");
  }

  @Test
  void duplicatePathsNameBothLines() {
    assertError(
        "path,emotion,speaker\nwav/a.wav,sad,1\nwav/b.wav,sad,1\n./wav/a.wav,sad,2\n",
        "line 4",
        "line 2",
        "wav/a.wav");
  }

  @Test
  void raggedLinesHaveTheirNumber() {
    assertError("path,emotion,speaker\nwav/a.wav,sad\n", "line 2: has 2 fields, the header has 3");
    assertError(
        "path,emotion,speaker\nwav/a.wav,sad,1\nwav/b.wav,sad,1,x\n", "line 3: has 4 fields");
  }

  @Test
  void emptyFieldsHaveTheirLineNumber() {
    assertError("path,emotion,speaker\nwav/a.wav,sad, \n", "line 2", "'speaker' is empty");
    assertError("path,emotion,speaker\n,sad,1\n", "line 2", "'path' is empty");
  }

  @Test
  void durationsMustBeLengths() {
    for (String bad : List.of("-1", "NaN", "Infinity", "two")) {
      assertError("path,emotion,speaker,seconds\nwav/a.wav,sad,1," + bad + "\n", "line 2", bad);
    }
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Path csv = folder.resolve("x.csv");
    Files.write(csv, new byte[] {'p', (byte) 0xC3, (byte) 0x28});
    assertError(() -> new CsvManifest().load(csv, LabelMap.FOUR), "not UTF-8");
    Files.write(csv, "path,emotion,speaker\n\"wav/a".getBytes(StandardCharsets.UTF_8));
    assertError(() -> new CsvManifest().load(csv, LabelMap.FOUR), "not a CSV file");
  }

  @Test
  void missingManifestIsTold() {
    assertError(
        () -> new CsvManifest().load(folder.resolve("no.csv"), LabelMap.FOUR), "no such file");
  }

  private Listing load(String csv) throws IOException {
    return new CsvManifest().load(write(csv), LabelMap.FOUR);
  }

  private Path write(String csv) throws IOException {
    return Files.writeString(folder.resolve("x.csv"), csv);
  }

  private void assertError(String csv, String... parts) {
    assertError(() -> load(csv), parts);
  }

  private static void assertError(Executable load, String... parts) {
    String message = assertThrows(DataException.class, load).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertTrue(message.lines().count() == 1, message);
  }

  private static List<String> keys(Listing listing) {
    return listing.utterances().stream().map(Utterance::key).toList();
  }
}
