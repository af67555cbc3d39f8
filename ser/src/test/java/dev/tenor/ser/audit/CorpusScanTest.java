package dev.tenor.ser.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CorpusScanTest {
  @TempDir Path folder;

  @Test
  void silentClippedIdenticalAndUnreadableRecordingsAreFound() throws Exception {
    wav("03a01Fa.wav", 0.5f, 1600, 16000);
    wav("03a01Na.wav", 0.5f, 1600, 16000);
    wav("08a02Wa.wav", 1.5f, 800, 8000);
    wav("08a02Ta.wav", 0.0005f, 3200, 16000);
    Files.writeString(folder.resolve("09a04Wa.wav"), "no sound");
    CorpusScan scan = scan("emodb", folder);
    assertEquals(List.of(List.of("03a01Fa.wav", "03a01Na.wav")), scan.identical());
    assertEquals(List.of("08a02Ta.wav"), scan.keys(AudioFacts::isSilent));
    assertEquals(List.of("08a02Wa.wav"), scan.keys(AudioFacts::isClipped));
    assertEquals(Set.of("09a04Wa.wav"), scan.unreadable().keySet());
    assertEquals(Map.of(8000, 1, 16000, 3), scan.rates());
    assertEquals(0.5, scan.seconds(null).getSum(), 1e-9);
    assertEquals(0.2, scan.seconds("sad").getMax(), 1e-9);
    assertEquals("{neutral=0, happy=0, sad=1, angry=1}", scan.counts().get("08").toString());
    assertEquals(
        Map.of("angry", "angry", "happy", "happy", "neutral", "neutral", "sad", "sad"),
        scan.labelMap());
  }

  @Test
  void theSameSoundAtAnotherRateIsAnotherSound() throws Exception {
    wav("03a01Fa.wav", 0.5f, 1600, 16000);
    wav("03a01Na.wav", 0.5f, 1600, 8000);
    assertEquals(List.of(), scan("emodb", folder).identical());
  }

  @Test
  void absentRecordingsOfAListAreCounted() throws Exception {
    Path csv = SharedFiles.shared("paper/iemocap_5531.csv");
    CorpusScan scan = scan("iemocap-list", csv);
    assertEquals(5531, scan.absent().size());
    assertTrue(scan.facts().isEmpty());
    assertEquals(0, scan.seconds(null).getCount());
  }

  /// The facts that the corpus' description states.
  @Test
  void ravdessHasOnePairOfIdenticalFilesAndThirteenAtFullScale() throws Exception {
    CorpusScan scan = scan("ravdess", SharedFiles.shared("corpora/ravdess"));
    assertEquals(
        List.of(List.of("Actor_07/03-01-03-01-02-01-07.wav", "Actor_07/03-01-03-01-02-02-07.wav")),
        scan.identical());
    List<String> loud = scan.keys(facts -> facts.fullScale() > 0);
    assertEquals(13, loud.size());
    assertTrue(loud.stream().allMatch(key -> key.contains("03-01-05-02-")), loud.toString());
    assertTrue(scan.facts().values().stream().allMatch(facts -> facts.fullScale() <= 6));
    assertEquals(Map.of(16000, 672), scan.rates());
    assertEquals(2487.5, scan.seconds(null).getSum(), 0.05);
    assertEquals(List.of(), scan.keys(AudioFacts::isSilent));
  }

  private static CorpusScan scan(String corpus, Path data)
      throws IOException, InterruptedException {
    Listing listing = Corpora.byName(corpus).load(data, LabelMap.FOUR);
    return CorpusScan.of(listing, 2, _ -> {});
  }

  private void wav(String name, float level, int samples, int rate) throws IOException {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = Math.clamp(level * (float) Math.sin(0.1 * i), -1, 1);
    }
    WavWriter.write(folder.resolve(name), tone, rate);
  }
}
