package dev.tenor.ser.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings of three seconds of which one is heard.
class IdenticalRecordingsTest {
  private static final int RATE = 8000;

  @TempDir Path folder;
  private final List<Utterance> utterances = new ArrayList<>();
  private final Map<String, AudioFacts> heard = new HashMap<>();

  private void add(String key, float[] samples) throws IOException {
    Path file = folder.resolve(key + ".wav");
    WavWriter.write(file, samples, RATE);
    utterances.add(new Utterance(key, file, "sad", "1", null, null, null, null));
    heard.put(key, AudioReader.read(file, 1).facts());
  }

  private static float[] noise(long seed, int count) {
    RandomStream random = RandomStream.of(seed, "noise");
    float[] samples = new float[count];
    for (int i = 0; i < count; i++) {
      samples[i] = random.nextFloat() - 0.5f;
    }
    return samples;
  }

  @Test
  void whatAgreesOnlyAsFarAsItIsHeardIsNotIdentical() throws IOException {
    float[] one = noise(1, 3 * RATE);
    float[] otherEnd = one.clone();
    otherEnd[2 * RATE] = -otherEnd[2 * RATE];
    add("one", one);
    add("copy", one);
    add("other end", otherEnd);
    add("shorter", Arrays.copyOf(one, 2 * RATE));
    add("another", noise(2, RATE / 2));
    add("short", noise(3, RATE / 2));
    add("short copy", noise(3, RATE / 2));
    Listing listing =
        new Listing("test", LabelMap.FOUR, utterances, new TreeMap<>(Map.of("sad", 7)), List.of());
    assertEquals(
        heard.get("one").sha256(), heard.get("other end").sha256(), "they sound alike at first");
    Map<String, String> hashes = IdenticalRecordings.of(listing, heard);
    assertEquals(hashes.get("one"), hashes.get("copy"));
    assertEquals(hashes.get("short"), hashes.get("short copy"));
    for (String other : List.of("other end", "shorter", "another", "short")) {
      assertNotEquals(hashes.get("one"), hashes.get(other), other);
    }
    for (Utterance u : utterances.subList(0, 4)) { // the definition of `tenor audit`
      assertEquals(AudioFacts.of(AudioSource.of(u.audio())).sha256(), hashes.get(u.key()));
    }
  }

  /// Two copies that cannot be read after what is heard are not compared; nothing else suffers.
  @Test
  void whatCannotBeReadToItsEndIsLeftOut() throws IOException {
    float[] one = noise(1, 3 * RATE);
    add("one", one);
    add("copy", one);
    add("other", noise(2, 3 * RATE));
    Files.delete(folder.resolve("copy.wav"));
    Listing listing =
        new Listing("test", LabelMap.FOUR, utterances, new TreeMap<>(Map.of("sad", 3)), List.of());
    Map<String, String> hashes = IdenticalRecordings.of(listing, heard);
    assertEquals(Set.of("one", "other"), hashes.keySet());
    assertEquals(
        AudioFacts.of(AudioSource.of(folder.resolve("one.wav"))).sha256(), hashes.get("one"));
  }

  /// A difference in the last sample only, closer to the end of what is heard than any margin.
  @Test
  void theLastSampleCounts() throws IOException {
    for (int beyond : new int[] {1, 80, 399, 401, 801, 900}) {
      float[] one = noise(beyond, RATE + beyond);
      float[] two = one.clone();
      two[two.length - 1] = -two[two.length - 1];
      add("one " + beyond, one);
      add("copy " + beyond, one);
      add("two " + beyond, two);
    }
    Listing listing =
        new Listing("test", LabelMap.FOUR, utterances, new TreeMap<>(Map.of("sad", 18)), List.of());
    Map<String, String> hashes = IdenticalRecordings.of(listing, heard);
    for (int beyond : new int[] {1, 80, 399, 401, 801, 900}) {
      assertEquals(hashes.get("one " + beyond), hashes.get("copy " + beyond));
      assertNotEquals(
          hashes.get("one " + beyond), hashes.get("two " + beyond), beyond + " samples");
    }
  }

  @Test
  void theSampleRateBelongsToTheSound() throws IOException {
    float[] one = noise(1, RATE);
    add("one", one);
    Path file = folder.resolve("faster.wav");
    WavWriter.write(file, one, 2 * RATE);
    utterances.add(new Utterance("faster", file, "sad", "1", null, null, null, null));
    heard.put("faster", AudioReader.read(file, 1).facts());
    Listing listing =
        new Listing("test", LabelMap.FOUR, utterances, new TreeMap<>(Map.of("sad", 2)), List.of());
    Map<String, String> hashes = IdenticalRecordings.of(listing, heard);
    assertNotEquals(hashes.get("one"), hashes.get("faster"));
  }
}
