package dev.tenor.ser.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Missing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IemocapListTest {
  private static final String ROW =
      "neutral,./Session5/sentences/wav/Ses05M_impro07/Ses05M_impro07_F018.wav\n";

  private final Corpus list = Corpora.byName("iemocap-list");

  @TempDir Path folder;

  @Test
  void theReferenceListHasThePapersCounts() throws IOException {
    Path csv = SharedFiles.shared("paper/iemocap_5531.csv");
    assertTrue(list.recognises(csv));
    Listing listing = list.load(csv, LabelMap.FOUR);
    assertEquals(5531, listing.size());
    assertEquals(
        Map.of("neutral", 1708, "happy", 1636, "sad", 1084, "angry", 1103), listing.counts());
    assertEquals(List.of(), Missing.lines(list, listing));
    Map<String, Long> speakers =
        listing.utterances().stream()
            .collect(Collectors.groupingBy(Utterance::speaker, Collectors.counting()));
    List<Long> counts = speakers.keySet().stream().sorted().map(speakers::get).toList();
    assertEquals(List.of(528L, 557L, 481L, 542L, 522L, 629L, 528L, 503L, 590L, 651L), counts);
    Map<String, Long> sessions =
        listing.utterances().stream()
            .collect(Collectors.groupingBy(Utterance::session, Collectors.counting()));
    assertEquals(Map.of("1", 1085L, "2", 1023L, "3", 1151L, "4", 1031L, "5", 1241L), sessions);
    assertTrue(listing.order().getFirst().endsWith("Ses05M_impro07_F018.wav"));
  }

  @Test
  void recordingsNeedNotBeThere() throws IOException {
    Utterance only = load("labels,path\n" + ROW).utterances().getFirst();
    assertEquals("5F", only.speaker());
    assertEquals(
        folder.resolve("Session5/sentences/wav/Ses05M_impro07/Ses05M_impro07_F018.wav"),
        only.audio());
  }

  @Test
  void malformedLinesAreRefused() {
    assertRefused("labels,path\n" + ROW + "sad,somewhere.wav\n", "line 3", "somewhere.wav");
    String wrongFolder = ROW.replace("wav/Ses05M_impro07/", "wav/Ses05M_impro08/");
    assertRefused("labels,path\n" + wrongFolder, "line 2");
    assertRefused("labels,path\n" + ROW.replace("neutral", ""), "line 2");
    assertRefused("labels,path\n" + ROW.strip() + ",x\n", "line 2: has 3 fields");
    assertRefused("labels,path\n" + ROW + ROW, "occurs twice", "remove one");
    assertThrows(DataException.class, () -> list.load(folder, LabelMap.FOUR));
    assertRefused("label,path\n" + ROW, "no column 'labels'; found: label, path");
  }

  private Listing load(String csv) throws IOException {
    return list.load(Files.writeString(folder.resolve("list.csv"), csv), LabelMap.FOUR);
  }

  private void assertRefused(String csv, String... parts) {
    String message = assertThrows(DataException.class, () -> load(csv)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }
}
