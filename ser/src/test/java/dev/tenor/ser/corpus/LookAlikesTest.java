package dev.tenor.ser.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.corpus.manifest.Manifests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LookAlikesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S03",
        "s03",
        "3",
        "03",
        "003",
        "spk3",
        "SPK_03",
        "speaker 3",
        "Speaker-03",
        "actor_03",
        "id003",
        "ID-3",
        "s 3",
        "３",
        "٣",
        "s٠٣",
        "۳",
        "०३",
        "𝟑",
        "Ｓ０３",
        "3.0",
        "s\u200B3",
        "spk.3",
        "sid03"
      })
  void areOnePerson(String code) {
    assertEquals("3", LookAlikes.normalise(code), code);
    assertEquals("emodb/3", LookAlikes.normalise("emodb/" + code));
  }

  @Test
  void othersAreNot() {
    List<String> codes =
        List.of(
            "F3", "M3", "3", "30", "33", "1-1", "11", "1F", "1M", "anna", "hannah", "a/3", "b/3");
    assertTrue(LookAlikes.of(codes).groups().isEmpty(), LookAlikes.of(codes).names());
    assertNotEquals(LookAlikes.normalise("emodb/03"), LookAlikes.normalise("ravdess/03"));
  }

  @Test
  void wordsDifferInCaseSpaceAndAccents() {
    assertEquals(LookAlikes.normalise("José"), LookAlikes.normalise("jose\u0301"));
    assertEquals(LookAlikes.normalise("Anna Maria"), LookAlikes.normalise("anna_maria"));
  }

  @Test
  void theListingNamesTheGroup() throws IOException {
    Manifests in = new Manifests(folder).touch("a.wav", "b.wav", "c.wav", "d.wav");
    Listing listing =
        in.csv("path,emotion,speaker\na.wav,sad,S03\nb.wav,sad,s03\nc.wav,sad,3\nd.wav,sad,4\n");
    assertEquals(4, listing.speakers().size());
    assertEquals(1, listing.notes().size());
    String note = listing.notes().getFirst();
    assertTrue(note.contains("look alike"), note);
    assertTrue(note.contains("'3' = 'S03' = 's03'"), note);
  }

  @Test
  void scenariosOfSeveralCorporaAreKeptApart() throws IOException {
    Manifests in = new Manifests(folder).touch("a.wav", "b.wav");
    String header = "path,emotion,speaker,corpus,dialogue,turn,scenario\n";
    Listing two = in.csv(header + "a.wav,sad,1,x,d,1,impro1\nb.wav,sad,1,y,d,1,impro1\n");
    assertEquals("x/impro1", two.utterances().getFirst().turn().scenario());
    assertEquals("y/impro1", two.utterances().getLast().turn().scenario());
    Listing one = in.csv(header + "a.wav,sad,1,x,d,1,impro1\nb.wav,sad,1,x,d,2,\n");
    assertEquals("impro1", one.utterances().getFirst().turn().scenario());
  }

  @Test
  void aCorpusColumnKeepsTheSameCodesApart() throws IOException {
    Manifests in = new Manifests(folder).touch("a.wav", "b.wav", "c.wav");
    String rows = "a.wav,sad,03,%s,s1,d,1\nb.wav,sad,03,%s,s1,d,2\nc.wav,sad,3,%s,s1,d,3\n";
    String header = "path,emotion,speaker,corpus,session,dialogue,turn\n";
    Listing two = in.csv(header + String.format(Locale.ROOT, rows, "x", "y", "y"));
    assertEquals(List.of("x/03", "y/03", "y/3"), Manifests.speakers(two));
    assertEquals("x/s1", two.utterances().getFirst().session());
    assertEquals("y/d", two.utterances().get(1).turn().dialogue());
    assertTrue(two.notes().getFirst().contains("'y/03' = 'y/3'"), two.notes().toString());
    Listing one = in.csv(header + String.format(Locale.ROOT, rows, "x", "x", "x"));
    assertEquals(Set.of("03", "3"), one.speakers());
  }
}
