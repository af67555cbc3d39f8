package dev.tenor.ser.corpora;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.corpus.manifest.CsvManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Counts of the corpora, from their descriptions.
final class RealCorporaTest {
  @ParameterizedTest
  @ValueSource(strings = {"corpora", "corpora/emodb", "corpora/emodb/wav"})
  void emoDbHas339Utterances(String folder) throws IOException {
    Listing listing = Corpora.byName("emodb").load(SharedFiles.shared(folder), LabelMap.FOUR);
    assertEquals(Map.of("angry", 127, "happy", 71, "neutral", 79, "sad", 62), listing.counts());
    assertEquals(Map.of("boredom", 81, "disgust", 46, "fear", 69), listing.leftOut());
    assertEquals(10, listing.speakers().size());
    assertEquals(42 + 30 + 36 + 41 + 39, countFemale(listing));
    assertEquals(2, count(listing, "12", "happy"));
  }

  @Test
  void ravdessHas672Utterances() throws IOException {
    Path folder = SharedFiles.shared("corpora/ravdess");
    Listing listing = Corpora.byName("ravdess").load(folder, LabelMap.FOUR);
    assertEquals(
        "ravdess: 672 utterances, 24 speakers: neutral 96, happy 192, sad 192, angry 192;"
            + " left out: calm 192, disgust 192, fearful 192, surprised 192",
        listing.describe());
    for (String speaker : listing.speakers()) {
      assertEquals(4, count(listing, speaker, "neutral"));
      assertEquals(8, count(listing, speaker, "sad"));
    }
  }

  @Test
  void cremaDIsReadAsOgg() throws IOException {
    for (String folder : List.of("corpora", "corpora/crema-d")) {
      Listing listing = Corpora.byName("crema-d").load(SharedFiles.shared(folder), LabelMap.FOUR);
      assertEquals(
          "crema-d: 4900 utterances, 91 speakers: neutral 1087, happy 1271, sad 1271, angry 1271;"
              + " left out: disgust 1271, fear 1271",
          listing.describe());
      assertEquals(List.of(), listing.notes());
      Utterance first = listing.utterances().getFirst();
      assertEquals("1001_DFA_ANG_XX.ogg", first.key());
      assertEquals("male", first.gender());
    }
    Path root = SharedFiles.shared("corpora/crema-d");
    assertEquals("crema-d", Corpora.recognise(root).name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"emodb", "ravdess"})
  void theManifestSaysTheSameAsTheFileNames(String name) throws IOException {
    Path corpora = SharedFiles.shared("corpora");
    Listing names = Corpora.byName(name).load(corpora, LabelMap.FOUR);
    Listing csv = new CsvManifest().load(corpora.resolve(name + ".csv"), LabelMap.FOUR);
    assertEquals(facts(names), facts(csv));
  }

  private static List<List<String>> facts(Listing listing) {
    return listing.utterances().stream()
        .map(u ->
            List.of(
                u.audio().toAbsolutePath().normalize().toString(),
                u.emotion(),
                u.speaker(),
                u.gender(),
                u.text()))
        .toList();
  }

  private static long countFemale(Listing listing) {
    return listing.utterances().stream().filter(u -> u.gender().equals("female")).count();
  }

  private static long count(Listing listing, String speaker, String emotion) {
    return listing.utterances().stream()
        .filter(u -> u.speaker().equals(speaker) && u.emotion().equals(emotion))
        .count();
  }
}
