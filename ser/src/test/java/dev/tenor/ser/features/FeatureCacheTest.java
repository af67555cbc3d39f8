package dev.tenor.ser.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.voice.NetworkFrontEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {
  private static final FeatureConfig CONFIG =
      Json.with(
          FeatureConfig.reference(),
          Map.of("seconds", 1, "nFft", 512, "winLength", 512, "nMels", 20));

  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
  private final List<Path> files = new ArrayList<>();
  private List<float[]> expected;

  @TempDir Path folder;

  @BeforeEach
  void record() throws Exception {
    for (int i = 0; i < 6; i++) {
      files.add(folder.resolve("clip" + i + ".wav"));
      write(files.getLast(), i);
    }
    expected =
        features(
            new FeatureExtractor(new NetworkFrontEnd(CONFIG), 1)
                .extractAll(sources(files), FeatureProgress.NONE));
  }

  private static void write(Path file, int seed) throws IOException {
    RandomStream random = RandomStream.of(seed, "noise");
    float[] samples = new float[9000 + 100 * seed];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 0.1f * (float) random.nextGaussian();
    }
    WavWriter.write(file, samples, 22_050);
  }

  private List<FeatureExtractor.Result> extract(FeatureConfig config, List<Path> recordings)
      throws Exception {
    FeatureCache cache = new FeatureCache(cacheFolder(), warnings::add);
    return new FeatureExtractor(new NetworkFrontEnd(config), 2, cache)
        .extractAll(sources(recordings), FeatureProgress.NONE);
  }

  private static List<AudioSource> sources(List<Path> recordings) {
    return recordings.stream().map(AudioSource::of).toList();
  }

  private Path cacheFolder() {
    return folder.resolve("cache");
  }

  private static List<float[]> features(List<FeatureExtractor.Result> results) {
    return results.stream().map(FeatureExtractor.Result::features).toList();
  }

  /// The right features, bit for bit; so many of them from the cache.
  private void assertRight(List<FeatureExtractor.Result> results, int cached) {
    assertEquals(files.size(), results.size());
    for (int i = 0; i < files.size(); i++) {
      assertArrayEquals(bits(expected.get(i)), bits(results.get(i).features()), "clip " + i);
      assertEquals((9000 + 100 * i) / 22_050.0, results.get(i).facts().seconds());
    }
    assertEquals(cached, results.stream().filter(FeatureExtractor.Result::cached).count());
    assertEquals(List.of(), warnings);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> walk = Files.walk(cacheFolder())) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void whatIsComputedOnceIsFoundFromThenOn() throws Exception {
    assertRight(extract(CONFIG, files), 0);
    assertEquals(files.size(), entries().size());
    assertRight(extract(CONFIG, files), files.size());
  }

  @Test
  void progressTellsHowManyWereFound() throws Exception {
    extract(CONFIG, files.subList(0, 4));
    FeatureCache cache = new FeatureCache(cacheFolder(), warnings::add);
    List<String> told = new ArrayList<>();
    new FeatureExtractor(new NetworkFrontEnd(CONFIG), 1, cache)
        .extractAll(sources(files), (done, cached) -> told.add(cached + "/" + done));
    assertEquals(List.of("1/1", "2/2", "3/3", "4/4", "4/5", "4/6"), told);
    assertEquals(
        "features: 4 of 6 recordings from the cache in " + cacheFolder().resolve("features"),
        cache.summary(6, 4));
  }

  @Test
  void otherSettingsAreOtherFeatures() throws Exception {
    extract(CONFIG, files);
    for (Map<String, ?> change :
        List.of(Map.of("topDb", 79), Map.of("decibels", "power"), Map.of("hopLength", 511))) {
      FeatureConfig other = Json.with(CONFIG, change);
      List<FeatureExtractor.Result> results = extract(other, files);
      assertTrue(results.stream().noneMatch(FeatureExtractor.Result::cached), change.toString());
    }
    assertRight(extract(CONFIG, files), files.size());
  }

  @Test
  void theContentCountsAndNotTheName() throws Exception {
    extract(CONFIG, files);
    Path moved = folder.resolve("moved.wav");
    Files.move(files.get(0), moved);
    write(files.get(0), 77);
    List<FeatureExtractor.Result> results = extract(CONFIG, List.of(files.get(0), moved));
    assertFalse(results.get(0).cached());
    assertFalse(Arrays.equals(expected.get(0), results.get(0).features()));
    assertTrue(results.get(1).cached());
    assertArrayEquals(expected.get(0), results.get(1).features());
  }

  @Test
  void anEntryCutShortIsReplaced() throws Exception {
    extract(CONFIG, files);
    byte[] whole = Files.readAllBytes(entries().getFirst());
    for (int length : new int[] {0, 1, 39, 48, whole.length / 2, whole.length - 1}) {
      Files.write(entries().getFirst(), Arrays.copyOf(whole, length));
      assertRight(extract(CONFIG, files), files.size() - 1);
      assertArrayEquals(whole, Files.readAllBytes(entries().getFirst()));
    }
    Files.write(entries().getFirst(), Arrays.copyOf(whole, whole.length + 1));
    assertRight(extract(CONFIG, files), files.size() - 1);
    assertArrayEquals(whole, Files.readAllBytes(entries().getFirst()));
  }

  @Test
  void anEntryWithAFlippedBitIsReplaced() throws Exception {
    extract(CONFIG, files);
    byte[] whole = Files.readAllBytes(entries().getFirst());
    for (int at : new int[] {0, 20, 41, 48, whole.length / 2, whole.length - 5, whole.length - 1}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      Files.write(entries().getFirst(), damaged);
      assertRight(extract(CONFIG, files), files.size() - 1);
      assertArrayEquals(whole, Files.readAllBytes(entries().getFirst()));
    }
  }

  @Test
  void anEntryOfAnotherRecordingIsReplaced() throws Exception {
    extract(CONFIG, files);
    List<Path> entries = entries();
    Files.copy(entries.get(1), entries.get(0), StandardCopyOption.REPLACE_EXISTING);
    assertRight(extract(CONFIG, files), files.size() - 1);
    assertRight(extract(CONFIG, files), files.size());
  }

  @Test
  void aFolderThatCannotBeWrittenIsOneWarning() throws Exception {
    Files.writeString(cacheFolder(), "a file where the folder should be");
    List<float[]> actual = features(extract(CONFIG, files));
    for (int i = 0; i < files.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
    assertEquals(1, warnings.size(), warnings.toString());
    String start = "features are not cached: cannot write to " + cacheFolder();
    assertTrue(warnings.getFirst().startsWith(start), warnings.toString());
  }

  @Test
  void recordingsThatCannotBeReadAreReportedAsWithoutACache() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.wav"), "I am no recording.");
    List<Path> some = List.of(bad, folder, folder.resolve("none.wav"), files.getFirst());
    FeatureCache cache = new FeatureCache(cacheFolder(), warnings::add);
    List<FeatureExtractor.Result> with =
        new FeatureExtractor(new NetworkFrontEnd(CONFIG), 2, cache)
            .extract(sources(some), FeatureProgress.NONE);
    List<FeatureExtractor.Result> without =
        new FeatureExtractor(new NetworkFrontEnd(CONFIG), 2)
            .extract(sources(some), FeatureProgress.NONE);
    for (int i = 0; i < 3; i++) {
      assertEquals(without.get(i).error().getMessage(), with.get(i).error().getMessage());
    }
    assertEquals(1, entries().size());
  }

  @Test
  void severalMayUseItAtOnce() throws Exception {
    Callable<List<FeatureExtractor.Result>> task = () -> extract(CONFIG, files);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (Future<List<FeatureExtractor.Result>> f : pool.invokeAll(Collections.nCopies(8, task))) {
        List<float[]> actual = features(f.get());
        for (int i = 0; i < files.size(); i++) {
          assertArrayEquals(expected.get(i), actual.get(i));
        }
      }
    }
    assertEquals(files.size(), entries().size()); // nothing temporary is left
    assertRight(extract(CONFIG, files), files.size());
  }
}
