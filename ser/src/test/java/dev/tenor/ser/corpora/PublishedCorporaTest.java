package dev.tenor.ser.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Corpora that are told by file names, in the layouts of their publishers.
final class PublishedCorporaTest {
  @TempDir Path folder;

  @Test
  void cremaDTakesGendersFromItsDemographics() throws IOException {
    CorpusTree tree =
        new CorpusTree(folder)
            .audio("AudioWAV/1001_DFA_ANG_XX.wav", "AudioWAV/1002_IEO_HAP_LO.wav")
            .audio("AudioWAV/1091_WSI_FEA_XX.wav");
    assertNull(tree.load("crema-d").utterances().getFirst().gender());
    String csv = "ActorID,Age,Sex,Race,Ethnicity\n1001,51,Male,Caucasian,Not Hispanic\n";
    tree.text("VideoDemographics.csv", csv + "1002,21,Female,Caucasian,Not Hispanic\n");
    Listing listing = tree.load("crema-d");
    assertEquals(Map.of("angry", 1, "fear", 1, "happy", 1), listing.found());
    Utterance first = listing.utterances().getFirst();
    assertEquals(List.of("1001", "DFA", "male"), List.of(first.speaker(), first.text(), "male"));
    assertEquals("female", listing.utterances().get(1).gender());
    tree.text("VideoDemographics.csv", csv + "1002,21\n");
    tree.assertRefused("crema-d", "line 3: has 2 fields");
    tree.text("VideoDemographics.csv", csv + "1002,21,?,x,y\n");
    tree.assertRefused("crema-d", "line 3", "1002,?");
  }

  @Test
  void cremaDRefusesNamesThatDoNotFit() throws IOException {
    CorpusTree tree = new CorpusTree(folder).audio("1001_DFA_ANG_XX.wav", "1001_DFA_JOY_XX.wav");
    tree.audio("1000_DFA_ANG_XX.wav", "1092_DFA_ANG_XX.wav", "1001_ABC_ANG_XX.wav");
    tree.assertRefused("crema-d", "do not fit crema-d: 4 (1000_DFA_ANG_XX.wav, ", "1001_DFA_JOY");
  }

  @Test
  void tessHasTwoSpeakersAndAnOddName() throws IOException {
    CorpusTree tree =
        new CorpusTree(folder)
            .audio("OAF_Sad/OAF_back_sad.wav", "YAF_pleasant_surprised/YAF_back_ps.wav")
            .audio("OAF_neutral/OA_bite_neutral.wav", "OAF_angry/OAF_back_angry.wav")
            .audio("YAF_fear/YAF_back_fear.wav", "YAF_angry/YAF_back_angry.wav");
    Listing listing = tree.load("tess");
    assertEquals("[OAF, YAF]", listing.speakers().toString());
    assertEquals(Map.of("pleasant surprise", 1, "fear", 1), listing.leftOut());
    assertEquals("bite", listing.utterances().get(2).text());
    tree.audio("copy/OAF_back_angry.wav").assertRefused("tess", "occur twice: 1");
  }

  @Test
  void saveeIsReadInBothLayouts() throws IOException {
    CorpusTree folders =
        new CorpusTree(folder.resolve("a")).audio("AudioData/JE/n23.wav", "AudioData/KL/sa01.wav");
    CorpusTree flat = new CorpusTree(folder.resolve("b")).audio("JE_n23.wav", "KL_sa01.wav");
    for (CorpusTree tree : List.of(folders, flat)) {
      Listing listing = tree.load("savee");
      assertEquals("[JE, KL]", listing.speakers().toString());
      assertEquals(Map.of("neutral", 1, "sad", 1), listing.found());
      assertEquals("n23", listing.utterances().getFirst().text());
    }
    flat.audio("JE_x01.wav").assertRefused("savee", "do not fit savee: 1 (JE_x01.wav)");
  }

  @Test
  void casiaHasTheSameFileNamesForEverySpeakerAndEmotion() throws IOException {
    CorpusTree tree =
        new CorpusTree(folder)
            .audio("liuchanhg/angry/201.wav", "liuchanhg/happy/201.wav")
            .audio("ZhaoZuoxiang/angry/201.wav", "wangzhe/surprise/250.wav");
    Listing listing = tree.load("casia");
    assertEquals("[liuchanhg, zhaozuoxiang]", listing.speakers().toString());
    assertEquals(Map.of("angry", 2, "happy", 1, "surprise", 1), listing.found());
    tree.audio("liuchanhg/bored/201.wav").assertRefused("casia", "liuchanhg/bored/201.wav");
  }

  @Test
  void esdTakesWordsAndPartsWhereTheyAre() throws IOException {
    CorpusTree tree =
        new CorpusTree(folder)
            .audio("0011/Angry/train/0011_000351.wav", "0011/Happy/0011_000701.wav")
            .audio("0001/Neutral/evaluation/0001_000001.wav")
            .text("0011/0011.txt", "0011_000351\tThe nine the eggs.\tAngry\n\n");
    Files.createDirectories(folder.resolve("0001"));
    Files.write(
        folder.resolve("0001/0001.txt"),
        "0001_000001\t打远一看\t中立\n".getBytes(Charset.forName("GB18030")));
    Listing listing = tree.load("esd");
    Utterance chinese = listing.utterances().getFirst();
    assertEquals("打远一看", chinese.text());
    assertEquals("val", chinese.part());
    Utterance angry = listing.utterances().get(1);
    assertEquals("The nine the eggs.", angry.text());
    assertEquals("train", angry.part());
    Utterance happy = listing.utterances().get(2);
    assertEquals("en001", happy.text(), "the same sentence as 0011_000001");
    assertNull(happy.part());
    tree.text("0011/0011.txt", "0011_000351 no tabs\n").assertRefused("esd", "0011.txt: line 1");
  }

  @Test
  void esdRefusesFilesOfOtherSpeakers() throws IOException {
    new CorpusTree(folder)
        .audio("0011/Angry/0011_000351.wav", "0011/Angry/0012_000352.wav")
        .assertRefused("esd", "do not fit esd: 1 (0011/Angry/0012_000352.wav)");
  }
}
