package dev.tenor.ser.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioExtensions;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.corpus.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Corpora are read in every format that the readers read.
final class OtherFormatsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "crema-d,AudioMP3/1001_DFA_SAD_XX",
    "emodb,wav/03a01Ta",
    "ravdess,Actor_01/03-01-04-01-02-01-01",
    "tess,OAF_back_sad",
    "savee,AudioData/JE/sa01",
    "casia,liuchanhg/sad/201",
    "esd,0011/Sad/train/0011_001051",
  })
  void nameCorporaReadAllExtensions(String corpus, String stem) throws IOException {
    for (String extension : AudioExtensions.all()) {
      Path one = folder.resolve(extension.substring(1));
      new Manifests(one).touch(stem + extension);
      assertTrue(Corpora.byName(corpus).recognises(one) || isFilm(extension), extension);
      Listing listing = Corpora.byName(corpus).load(one, LabelMap.FOUR);
      assertEquals(1, listing.size(), extension);
      assertEquals(1, listing.counts().get("sad"), extension);
    }
  }

  private static boolean isFilm(String extension) {
    return List.of(".mp4", ".webm").contains(extension);
  }

  @Test
  void theLosslessOneOfTwoFormatsIsTaken() throws IOException {
    new Manifests(folder)
        .touch("mp3/03a01Ta.mp3", "wav/03a01Ta.wav", "mp3/08a02Ta.mp3", "ogg/08a02Ta.ogg")
        .touch("x/09a01Ta.flac", "y/09a01Ta.ogg");
    Listing listing = Corpora.byName("emodb").load(folder.resolve("."), LabelMap.FOUR);
    assertEquals(List.of("03a01Ta.wav"), Manifests.keys(listing));
    new Manifests(folder.resolve("all/r"))
        .touch("mp3/03a01Ta.mp3", "pcm/03a01Ta.wav", "mp3/08a02Ta.mp3", "x/09a01Ta.ogg")
        .touch("y/09a01Ta.flac");
    Listing all = Corpora.byName("emodb").load(folder.resolve("all"), LabelMap.FOUR);
    assertEquals(
        List.of("r/mp3/08a02Ta.mp3", "r/pcm/03a01Ta.wav", "r/y/09a01Ta.flac"), Manifests.keys(all));
    assertEquals(
        List.of(
            folder.resolve("all")
                + ": 2 recordings are also there in another format; .mp3, .ogg left out"),
        all.notes());
  }

  @Test
  void filmsBesideTheRecordingsAreLeftOut() throws IOException {
    new Manifests(folder)
        .touch("Actor_01/03-01-04-01-02-01-01.wav", "Actor_01/01-01-04-01-02-01-01.mp4");
    assertEquals("ravdess", Corpora.recognise(folder).name());
    Listing listing = Corpora.byName("ravdess").load(folder, LabelMap.FOUR);
    assertEquals(1, listing.size());
    assertTrue(
        listing.notes().getFirst().contains("do not fit ravdess are left out: 1"),
        listing.notes().toString());
  }

  @Test
  void foreignFormatsInACorpusAreNamed() throws IOException {
    new Manifests(folder).touch("03a01Ta.wav", "08a02Ta.wma", "Thumbs.db");
    Listing listing = Corpora.byName("emodb").load(folder, LabelMap.FOUR);
    assertTrue(listing.notes().getFirst().contains(".wma 1"), listing.notes().toString());
    new Manifests(folder.resolve("only")).touch("08a02Ta.wma");
    String message =
        assertThrows(
                DataException.class,
                () -> Corpora.byName("emodb").load(folder.resolve("only"), LabelMap.FOUR))
            .getMessage();
    assertTrue(message.contains(".wma 1"), message);
  }

  @Test
  void labelFilesThatNameWavFindOtherFormats() throws IOException {
    CorpusTree tree =
        new CorpusTree(folder)
            .text(
                "Labels/labels_consensus.csv",
                "FileName,EmoClass,SpkrID,Gender,Split_Set\n"
                    + "MSP-PODCAST_0001_0008.wav,N,127,Male,Test1\n");
    new Manifests(folder).touch("Audios/MSP-PODCAST_0001_0008.flac");
    Utterance u = tree.load("msp-podcast").utterances().getFirst();
    assertEquals("MSP-PODCAST_0001_0008.wav", u.key());
    assertTrue(u.audio().toString().endsWith(".flac"));
  }
}
