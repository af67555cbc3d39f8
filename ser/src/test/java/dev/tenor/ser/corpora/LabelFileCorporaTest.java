package dev.tenor.ser.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Turn;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Corpora with label files: MELD, MSP-Podcast and JSONL manifests.
final class LabelFileCorporaTest {
  private static final String MELD =
      "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,"
          + "StartTime,EndTime\n";
  private static final String MSP = "FileName,EmoClass,EmoAct,SpkrID,Gender,Split_Set\n";

  @TempDir Path folder;

  @Test
  void meldKeepsDialoguesAndParts() throws IOException {
    CorpusTree tree =
        new CorpusTree(folder)
            .text(
                "train_sent_emo.csv",
                MELD + "1,\"Well, hi!\",Chandler,joy,positive,0,4,8,21,\"00:16\",\"00:18\"\n")
            .text("dev_sent_emo.csv", MELD + "1,Oh.,Ross,surprise,positive,0,0,4,7,x,y\n")
            .text("test_sent_emo.csv", MELD + "1,No.,Monica,anger,negative,9,1,1,1,x,y\n")
            .audio("train_splits/dia0_utt4.wav", "dev_splits_complete/dia0_utt0.wav")
            .audio("output_repeated_splits_test/dia9_utt1.wav");
    Listing listing = tree.load("meld");
    assertEquals(Map.of("joy", 1, "surprise", 1, "anger", 1), listing.found());
    Utterance angry = listing.utterances().getFirst();
    assertEquals("test", angry.part());
    Utterance happy = listing.utterances().get(1);
    assertEquals("happy", happy.emotion());
    assertEquals("Well, hi!", happy.text());
    assertEquals(new Turn("train/dia0", null, "Chandler", 4), happy.turn());
    String bad = MELD + "1,Hi,Ross,joy,positive,zero,4,8,21,x,y\n";
    tree.text("train_sent_emo.csv", bad).assertRefused("meld", "line 2", "'zero'");
    bad = MELD + "1,Hi,Ross,joy,positive,0,5,8,21,x,y\n";
    tree.text("train_sent_emo.csv", bad).assertRefused("meld", "missing audio files: 1", "utt5");
    tree.text("train_sent_emo.csv", "a,b\n1,2\n").assertRefused("meld", "no column 'Utterance'");
  }

  @Test
  void mspPodcastLeavesUnknownSpeakersOut() throws IOException {
    CorpusTree tree =
        new CorpusTree(folder)
            .text(
                "Labels/labels_consensus.csv",
                MSP
                    + "MSP-PODCAST_0001_0008.wav,N,4.0,127,Male,Test1\n"
                    + "MSP-PODCAST_0001_0009.wav,H,4.0,Unknown,Female,Train\n"
                    + "MSP-PODCAST_0002_0001.wav,C,4.0,128,Female,Development\n"
                    + "MSP-PODCAST_0002_0002.wav,S,4.0,128,Female,Development\n")
            .audio("Audios/MSP-PODCAST_0001_0008.wav", "Audios/MSP-PODCAST_0002_0001.wav")
            .audio("Audios/MSP-PODCAST_0002_0002.wav");
    Listing listing = tree.load("msp-podcast");
    assertEquals(Map.of("speaker unknown", 1, "contempt", 1), listing.leftOut());
    Utterance first = listing.utterances().getFirst();
    assertEquals(List.of("127", "test", "male"), List.of(first.speaker(), first.part(), "male"));
    assertEquals(new Turn("0001", null, "127", 8), first.turn());
    assertEquals("val", listing.utterances().get(1).part());
    tree.text("Labels/labels_consensus.csv", MSP + "x.wav,N,4.0,127,Male,Test1\n");
    tree.assertRefused("msp-podcast", "line 2", "'x.wav'");
    tree.text("Labels/labels_consensus.csv", MSP + "MSP-PODCAST_1_1.wav,?,4.0,1,Male,Test1\n");
    tree.assertRefused("msp-podcast", "line 2", "class '?'");
  }

  @Test
  void jsonlHasTheColumnsOfTheCsvManifest() throws IOException {
    CorpusTree tree =
        new CorpusTree(folder)
            .audio("a.wav", "b.wav")
            .text(
                "x.jsonl",
                """
                {"path": "b.wav", "emotion": "sad", "speaker": 7, "duration_s": 1.5, "mood": []}

                {"path": "a.wav", "emotion": "joy", "speaker": "8", "dialogue": "d", "turn": 2}
                """);
    Listing listing = tree.load("jsonl");
    assertEquals(List.of("b.wav", "a.wav"), listing.order());
    assertEquals(new Turn("d", null, "8", 2), listing.utterances().getFirst().turn());
    assertEquals(1.5, listing.utterances().get(1).seconds());
    String good = "{\"path\": \"b.wav\", \"emotion\": \"sad\", \"speaker\": 7}\n";
    tree.text("x.jsonl", good + "{\"path\"").assertRefused("jsonl", "line 2: is not JSON");
    tree.text("x.jsonl", "[]\n").assertRefused("jsonl", "line 1: is not a JSON object");
    tree.text("x.jsonl", good + good).assertRefused("jsonl", "line 2: repeats the path of line 1");
    tree.text("x.jsonl", "{\"path\": \"b.wav\", \"emo\": \"sad\"}\n");
    tree.assertRefused("jsonl", "line 1: the field 'speaker' is empty");
    tree.text("x.jsonl", "{\"path\": \"b.wav\", \"wav\": \"b.wav\", \"emo\": \"sad\"}\n");
    tree.assertRefused("jsonl", "two keys mean path");
    String path = "{\"path\": \"%s\", \"emo\": \"sad\", \"dataset\": \"ravdess\"}\n";
    tree.text("x.jsonl", String.format(Locale.ROOT, path, "/"))
        .assertRefused("jsonl", "'speaker' is empty");
    tree.text("x.jsonl", String.format(Locale.ROOT, path, "a\\u0000"))
        .assertRefused("jsonl", "is not a path");
    tree.text("x.jsonl", String.format(Locale.ROOT, path, ""))
        .assertRefused("jsonl", "'path' is empty");
    tree.text("x.jsonl", "\n").assertRefused("jsonl", "is empty");
  }

  @Test
  void emoBoxFoldsTakeSpeakersFromFileNames() throws IOException {
    String row =
        "{\"key\": \"%s\", \"dataset\": \"ravdess\", \"wav\": \"downloads/ravdess/%s\", \"type\":"
            + " \"raw\", \"sample_rate\": 16000, \"num_frame\": 3, \"task\": \"category\","
            + " \"length\": 0.1, \"emo\": \"%s\", \"channel\": 1}\n";
    String one = "Actor_01/03-01-05-01-02-01-01.wav";
    String two = "Actor_24/03-01-04-01-02-01-24.wav";
    new CorpusTree(folder).audio("downloads/ravdess/" + one, "downloads/ravdess/" + two);
    CorpusTree fold = new CorpusTree(folder.resolve("data/ravdess/fold_1"));
    fold.text(
        "ravdess_train_fold_1.jsonl", String.format(Locale.ROOT, row, "ravdess-1", one, "angry"));
    fold.text(
        "ravdess_test_fold_1.jsonl", String.format(Locale.ROOT, row, "ravdess-2", two, "sad"));
    Listing listing = fold.load("jsonl");
    Utterance first = listing.utterances().getFirst();
    assertEquals("ravdess-1", first.key());
    assertEquals("01", first.speaker());
    assertEquals("male", first.gender());
    assertEquals("02", first.text());
    assertEquals("train", first.part());
    assertEquals("test", listing.utterances().get(1).part());
  }

  @Test
  void emoBoxNamesIemocapSpeakersByTheLastToken() throws IOException {
    String wav = "downloads/iemocap/Session1/sentences/wav/Ses01F_impro04/Ses01F_impro04_M003.wav";
    Listing listing =
        new CorpusTree(folder)
            .audio(wav)
            .text(
                "iemocap.jsonl",
                String.format(
                    Locale.ROOT,
                    "{\"key\": \"k\", \"dataset\": \"iemocap\", \"wav\": \"%s\", \"emo\": \"hap\"}",
                    wav))
            .load("jsonl");
    assertEquals("1M", listing.utterances().getFirst().speaker());
    assertEquals(
        new Turn("Ses01F_impro04", "impro04", "M", 3), listing.utterances().getFirst().turn());
  }
}
