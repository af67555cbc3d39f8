package dev.tenor.ser.corpus.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpora.CorpusTree;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is exported is loaded again.
final class ManifestFileTest {
  @TempDir Path folder;

  @Test
  void csvAndJsonlComeBackAsTheyWent() throws IOException {
    Path corpus = folder.resolve("esd");
    Listing listing =
        new CorpusTree(corpus)
            .audio("0011/Angry/train/0011_000351.wav", "0011/Happy/test/0011_000701.wav")
            .text("0011/0011.txt", "0011_000351\tNine, \"the\" eggs.\tAngry\n")
            .load("esd");
    assertComesBack(listing);
  }

  @Test
  void dialoguesAndTheOrderOfAListAreKept() throws IOException {
    String wav = "Session%d/sentences/wav/Ses0%dF_impro04/Ses0%dF_impro04_M003.wav";
    StringBuilder csv = new StringBuilder("labels,path\n");
    for (int session : List.of(4, 1, 3)) {
      String path = String.format(Locale.ROOT, wav, session, session, session);
      new CorpusTree(folder).audio(path);
      csv.append("sad,./").append(path).append('\n');
    }
    Path list = Files.writeString(folder.resolve("list.csv"), csv);
    Listing listing = Corpora.byName("iemocap-list").load(list, LabelMap.FOUR);
    assertTrue(listing.order().getFirst().startsWith("Session4"));
    assertComesBack(listing);
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    Listing listing = new CorpusTree(folder).audio("03a01Fa.wav").load("emodb");
    assertThrows(
        IllegalArgumentException.class,
        () -> ManifestFile.write(listing, folder.resolve("list.txt")));
  }

  @Test
  void aFolderOfSeveralCorporaOrOfNoneIsToldSo() throws IOException {
    new CorpusTree(folder).audio("emodb/wav/03a01Fa.wav", "tess/OAF_back_sad.wav");
    assertRefused(folder, "several corpora: emodb, tess");
    Path none = Files.createDirectories(folder.resolve("none"));
    assertRefused(none, "not a known corpus");
    assertRefused(folder.resolve("absent"), "no such file or folder");
    assertEquals("tess", Corpora.recognise(folder.resolve("tess")).name());
  }

  private void assertComesBack(Listing listing) throws IOException {
    for (String type : List.of("csv", "jsonl")) {
      Path file = Files.createDirectories(folder.resolve("out")).resolve("x." + type);
      ManifestFile.write(listing, file);
      Listing again = Corpora.byName(type).load(file, LabelMap.FOUR);
      assertEquals(listing.inListOrder().size(), again.size());
      assertEquals(
          listing.inListOrder().stream().map(ManifestFileTest::absolute).toList(),
          again.inListOrder().stream().map(ManifestFileTest::absolute).toList());
      assertEquals(type, Corpora.recognise(file).name());
    }
  }

  private static Utterance absolute(Utterance u) {
    Path audio = u.audio().toAbsolutePath().normalize();
    return new Utterance(
        u.key(),
        audio,
        u.emotion(),
        u.speaker(),
        u.session(),
        u.text(),
        u.gender(),
        u.seconds(),
        u.turn(),
        u.part());
  }

  private static void assertRefused(Path data, String part) {
    String message = assertThrows(DataException.class, () -> Corpora.recognise(data)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
