package dev.tenor.ser.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileNameCorporaTest {
  private final Corpus emodb = Corpora.byName("emodb");
  private final Corpus ravdess = Corpora.byName("ravdess");

  @TempDir Path folder;

  @Test
  void emoDbNamesAreRead() throws IOException {
    touch("wav/03a01Fa.wav", "wav/16b10Wb.wav", "wav/08a02La.wav", "wav/09a04Ad.wav", "notes.txt");
    Listing listing = emodb.load(folder, LabelMap.FOUR);
    Utterance first = listing.utterances().get(0);
    assertEquals("03a01Fa.wav", first.key());
    assertEquals("happy", first.emotion());
    assertEquals("03", first.speaker());
    assertEquals("male", first.gender());
    assertEquals("a01", first.text());
    assertNull(first.session());
    Utterance second = listing.utterances().get(1);
    assertEquals("angry", second.emotion());
    assertEquals("female", second.gender());
    assertEquals(Map.of("boredom", 1, "fear", 1), listing.leftOut());
  }

  @Test
  void otherClassesCanBeChosen() throws IOException {
    touch("03a01Fa.wav", "08a02La.wav", "09a04Ad.wav");
    Listing listing = emodb.load(folder, LabelMap.parse("boredom,anxiety,fear=anxiety"));
    assertEquals(Map.of("boredom", 1, "anxiety", 1), listing.counts());
    assertEquals(Map.of("happy", 1), listing.leftOut());
  }

  @Test
  void ravdessNamesAreRead() throws IOException {
    touch(
        "Actor_12/03-01-05-02-01-02-12.wav",
        "Actor_12/03-01-02-01-01-02-12.wav",
        "Actor_12/03-02-05-02-01-02-12.wav",
        "Actor_12/._03-01-05-02-01-02-12.wav");
    Listing listing = ravdess.load(folder, LabelMap.FOUR);
    assertEquals(1, listing.size());
    Utterance utterance = listing.utterances().getFirst();
    assertEquals("Actor_12/03-01-05-02-01-02-12.wav", utterance.key());
    assertEquals("angry", utterance.emotion());
    assertEquals("12", utterance.speaker());
    assertEquals("female", utterance.gender());
    assertEquals("01", utterance.text());
    assertEquals(Map.of("calm", 1, "song", 1), listing.leftOut());
    assertEquals(6, listing.publishedFolds().size());
  }

  @Test
  void keysAreTheSameFromTheFolderAboveTheCorpus() throws IOException {
    touch("EmoDB/wav/03a01Fa.wav", "ravdess/Actor_12/03-01-05-02-01-02-12.wav");
    assertEquals(
        emodb.load(folder.resolve("EmoDB/wav"), LabelMap.FOUR), emodb.load(folder, LabelMap.FOUR));
    assertEquals(
        ravdess.load(folder.resolve("ravdess"), LabelMap.FOUR),
        ravdess.load(folder, LabelMap.FOUR));
  }

  @Test
  void malformedNamesAreToldAtOnce() throws IOException {
    touch("wav/03a01Fa.wav", "wav/a.wav", "wav/b.wav", "wav/03a01Xa.wav", "wav/c.flac");
    touch("wav/99a01Fa.wav", "wav/d.wav");
    assertError(
        emodb, "do not fit emodb: 6 (03a01Xa.wav, 99a01Fa.wav, a.wav, b.wav, c.flac, …)", "wav/03");
    touch("r/Actor_01/03-01-09-01-01-01-01.wav", "r/Actor_01/03-01-05-01-01-01-25.wav");
    String message =
        assertThrows(DataException.class, () -> ravdess.load(folder.resolve("r"), LabelMap.FOUR))
            .getMessage();
    assertTrue(message.contains("do not fit ravdess: 2"), message);
  }

  @Test
  void copiesOfARecordingAreRefused() throws IOException {
    touch("Actor_12/03-01-05-02-01-02-12.wav", "copy/Actor_12/03-01-05-02-01-02-12.wav");
    assertError(ravdess, "occur twice: 1 (Actor_12/03", " = copy/Actor_12/03");
  }

  @Test
  void foldersWithoutRecordingsAreRefused() throws IOException {
    assertError(emodb, "no recording below it", "wav/03a01Fa.wav");
    touch("08a02La.wav");
    assertError(emodb, "none of its 1 recordings", "{boredom=1}");
    Path absent = folder.resolve("absent");
    String message =
        assertThrows(DataException.class, () -> emodb.load(absent, LabelMap.FOUR)).getMessage();
    assertTrue(message.contains("no such folder"), message);
  }

  @Test
  void unknownCorpusNamesAllCorpora() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Corpora.byName("iemo")).getMessage();
    List<String> names = Corpora.all().stream().map(Corpus::name).toList();
    assertEquals(
        names.stream().sorted().distinct().toList(),
        names,
        "keep Corpora in the order of the names");
    assertTrue(message.contains(String.join(", ", names)), message);
  }

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private void assertError(Corpus corpus, String... parts) {
    String message =
        assertThrows(DataException.class, () -> corpus.load(folder, LabelMap.FOUR)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }
}
