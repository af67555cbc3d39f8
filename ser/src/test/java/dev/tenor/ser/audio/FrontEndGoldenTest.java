package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.io.Safetensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Log-mel features of synthetic signals against `torch.stft` and librosa's formulas; see
/// `golden/README.md` in the test resources.
class FrontEndGoldenTest {
  private static final int RATE = 16_000;
  private static final float MAX_DB = 1e-4f;

  @TempDir Path folder;

  private Safetensors golden() throws IOException {
    Path copy = folder.resolve("frontend.safetensors");
    try (InputStream in = getClass().getResourceAsStream("/golden/frontend.safetensors")) {
      Files.copy(in, copy);
    }
    return Safetensors.read(copy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "power", "cut", "zeros", "htk", "uncentred"})
  void featuresAreLibrosas(String name) throws IOException {
    Safetensors golden = golden();
    FeatureConfig config = Configs.with(golden.metadata().get("settings " + name));
    float[] samples = golden.floats("signal/" + golden.metadata().get("signal " + name));
    float[] actual = new LogMel(config).compute(AudioClip.of(samples, RATE));
    int[] shape = golden.shape("features/" + name);
    assertEquals(List.of(config.frames(), config.nMels()), IntStream.of(shape).boxed().toList());
    assertArrayEquals(golden.floats("features/" + name), actual, MAX_DB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference", "cut", "zeros", "htk", "uncentred"})
  void filtersAreLibrosas(String name) throws IOException {
    Safetensors golden = golden();
    FeatureConfig config = Configs.with(golden.metadata().get("settings " + name));
    float[] expected = golden.floats("filters/" + name);
    float highest = 0;
    for (float weight : expected) {
      highest = Math.max(highest, weight);
    }
    assertArrayEquals(expected, new MelFilterbank(config).dense(), 1e-6f * highest);
  }
}
