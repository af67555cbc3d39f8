package dev.tenor.bench;

import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.LogMel;
import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.features.FeatureProgress;
import dev.tenor.ser.voice.NetworkFrontEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;

/// Features of a small corpus: decode, resample from 48 kHz and transform, the files being in the
/// system's cache. One operation is the whole corpus.
public class CorpusBenchmark extends Verified {
  private static final int RATE = 48_000;
  private static final int SECONDS = 4;

  @Param("16")
  int clips;

  @Param({"1", "2"})
  int threads;

  private final FeatureConfig config = FeatureConfig.reference();
  private final List<Path> files = new ArrayList<>();
  private Path folder;
  private FeatureExtractor extractor;

  @Override
  int threads() {
    return threads;
  }

  @Override
  void prepare() throws IOException {
    folder = Files.createTempDirectory("tenor-bench");
    for (int i = 0; i < clips; i++) {
      float[] samples = normal("clip " + i, SECONDS * RATE);
      for (int s = 0; s < samples.length; s++) {
        samples[s] *= 0.1f;
      }
      files.add(folder.resolve("clip" + i + ".wav"));
      WavWriter.write(files.getLast(), samples, RATE);
    }
    extractor = new FeatureExtractor(new NetworkFrontEnd(config), threads);
  }

  /// The features must equal those of each clip alone.
  @Override
  void verify() throws IOException, InterruptedException {
    List<FeatureExtractor.Result> features = features();
    for (int i = 0; i < files.size(); i++) {
      float[] alone = new LogMel(config).compute(AudioReader.read(files.get(i), config.seconds()));
      requireClose("features of clip " + i, features.get(i).features(), alone, 0);
    }
  }

  @Benchmark
  public List<FeatureExtractor.Result> features() throws IOException, InterruptedException {
    return extractor.extractAll(files.stream().map(AudioSource::of).toList(), FeatureProgress.NONE);
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
