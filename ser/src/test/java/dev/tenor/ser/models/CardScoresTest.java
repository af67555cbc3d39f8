package dev.tenor.ser.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.DataException;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.stats.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CardScoresTest {
  private static final LabelMap LABELS = LabelMap.parse("angry,sad");

  @TempDir Path folder;

  private List<CardCorpora.Source> corpora() throws IOException {
    Path crema = Files.createDirectories(folder.resolve("crema/AudioWAV"));
    for (String name : List.of("1001_DFA_ANG_XX", "1001_DFA_SAD_XX", "1002_DFA_ANG_XX")) {
      Files.writeString(crema.resolve(name + ".wav"), "");
    }
    Files.writeString(
        folder.resolve("crema/VideoDemographics.csv"),
        "\"ActorID\",\"Age\",\"Sex\",\"Race\",\"Ethnicity\"\n"
            + "1001,51,\"Male\",\"-\",\"-\"\n1002,21,\"Female\",\"-\",\"-\"\n");
    Files.writeString(
        folder.resolve("crema/summaryTable.csv"),
        "\"\",\"FileName\",\"VoiceVote\"\n\"1\",\"1001_DFA_ANG_XX\",\"A:D\"\n"
            + "\"2\",\"1001_DFA_SAD_XX\",\"N\"\n\"3\",\"1002_DFA_ANG_XX\",\"A\"\n");
    Path emodb = Files.createDirectories(folder.resolve("emodb"));
    Files.writeString(emodb.resolve("03a01Wa.wav"), "");
    Files.writeString(emodb.resolve("09a01Ta.wav"), "");
    return List.of(
        new CardCorpora.Source("crema-d", "crema-d", crema.getParent()),
        new CardCorpora.Source("emodb", "emodb", emodb));
  }

  @Test
  void everyGroupHasItsScores() throws IOException {
    CardCorpora corpora = new CardCorpora(corpora(), LABELS);
    String crema = "crema-d/" + corpora.listings().get("crema-d").utterances().getFirst().key();
    String prefix = crema.substring(0, crema.indexOf("1001"));
    List<String> keys =
        List.of(
            prefix + "1001_DFA_ANG_XX.wav",
            prefix + "1001_DFA_SAD_XX.wav",
            prefix + "1002_DFA_ANG_XX.wav",
            "emodb/03a01Wa.wav",
            "emodb/09a01Ta.wav");
    float[][] p = {{0.9f, 0.1f}, {0.8f, 0.2f}, {0.6f, 0.4f}, {0.3f, 0.7f}, {0, 1}};
    Predictions all = new Predictions(LABELS.labels(), keys, new int[] {0, 1, 0, 0, 1}, p);
    JsonNode map = Json.mapper().valueToTree(new CardScores(all, corpora).map());
    assertEquals(0.6, map.at("/all/wa").doubleValue(), 1e-9);
    assertEquals((2 / 3.0 + 0.5) / 2, map.at("/all/ua").doubleValue(), 1e-9);
    assertEquals(2 / 3.0, map.at("/by_corpus/crema-d/wa").doubleValue(), 1e-9);
    assertEquals(0.5, map.at("/by_corpus/emodb/wa").doubleValue(), 1e-9);
    assertEquals(2, map.at("/all/ua_95").size(), "an interval over four speakers");
    assertTrue(map.at("/all/ua_95/0").doubleValue() < map.at("/all/ua_95/1").doubleValue());
    assertTrue(map.at("/by_age/45-59/ua_95").isMissingNode(), "of one there is none");
    assertEquals(3, map.at("/by_sex/male/utterances").intValue());
    assertEquals(1, map.at("/by_sex/female/ua").doubleValue(), 1e-9);
    assertEquals(2, map.at("/by_age/under 30/utterances").intValue());
    assertEquals(1, map.at("/by_age/30-44/utterances").intValue());
    assertEquals(0.5, map.at("/by_age/45-59/wa").doubleValue(), 1e-9);
    assertEquals(0.5, map.at("/by_class/sad/recall").doubleValue(), 1e-9);
    JsonNode people = map.at("/listeners/crema-d");
    assertEquals(3, people.get("utterances").intValue());
    assertEquals(0.5, people.get("wa").doubleValue(), 1e-9); // (1/2 + 0 + 1) / 3
    assertEquals((0.75 + 0) / 2, people.get("ua").doubleValue(), 1e-9);
    assertEquals(2 / 3.0, people.at("/model/wa").doubleValue(), 1e-9);
  }

  @Test
  void aManifestIsTheCorpusThatItIsNamedAfter() throws IOException {
    Files.writeString(folder.resolve("a.wav"), "");
    Files.writeString(folder.resolve("b.wav"), "");
    Path csv =
        Files.writeString(
            folder.resolve("m.csv"), "path,emotion,speaker\na.wav,angry,09\nb.wav,sad,99\n");
    CardCorpora known =
        new CardCorpora(List.of(new CardCorpora.Source("emodb", "csv", csv)), LABELS);
    assertEquals("free (CC0 1.0)", known.facts().get("emodb").licence());
    assertEquals(
        new CardCorpora.Voice("emodb", "emodb/09", "unknown", "under 30"), known.voice("a.wav"));
    assertEquals(
        new CardCorpora.Voice("emodb", "emodb/99", "unknown", "unknown"), known.voice("b.wav"));
    CardCorpora other =
        new CardCorpora(List.of(new CardCorpora.Source("mine", "csv", csv)), LABELS);
    assertEquals("unknown", other.facts().get("mine").licence());
    assertEquals("unknown", other.voice("a.wav").age());
  }

  @Test
  void aDamagedAgeIsNamed() throws IOException {
    List<CardCorpora.Source> corpora = corpora();
    Files.writeString(
        folder.resolve("crema/VideoDemographics.csv"),
        "ActorID,Age,Sex,Race,Ethnicity\n1001,old,Male,-,-\n");
    DataException e = assertThrows(DataException.class, () -> new CardCorpora(corpora, LABELS));
    assertTrue(e.getMessage().contains("line 2: 'old' is not an age"), e.getMessage());
  }

  /// The numbers of the corpora's description.
  @Test
  void listenersOfCremaD() throws IOException {
    Path data = SharedFiles.shared("corpora/crema-d");
    LabelMap six = LabelMap.parse("angry,disgust,fear,happy,neutral,sad");
    Listing listing = Corpora.byName("crema-d").load(data, six);
    Listeners people = Listeners.of("crema-d", listing).orElseThrow();
    Map<String, List<Double>> right = new TreeMap<>();
    for (Utterance u : listing.utterances()) {
      assertTrue(people.know(u.key()), u.key());
      right
          .computeIfAbsent(u.emotion(), _ -> new ArrayList<>())
          .add(people.right(u.key(), u.emotion()));
    }
    double[] percent = {63.5, 30.4, 35.0, 29.6, 96.6, 20.0};
    for (int k = 0; k < percent.length; k++) {
      List<Double> some = right.get(six.labels().get(k));
      double mean = some.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      assertEquals(percent[k], 100 * mean, 0.06);
    }
    SpeakerAges ages = SpeakerAges.of("crema-d", listing);
    assertEquals(91, ages.years().size());
    assertEquals("45-59", ages.group("1001"));
    assertEquals(SpeakerAges.UNKNOWN, ages.group("2000"));
  }
}
