package dev.tenor.ser.audio;

import static dev.tenor.engine.tck.SharedFiles.shared;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tenor.engine.io.Safetensors;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real recordings against the numbers of librosa's formulas.
class LogMelGoldenTest {
  private static final double MAX_DB = 1e-3;

  @Test
  void melFilterbankIsLibrosas() throws IOException {
    Safetensors golden = Safetensors.read(shared("golden/frontend.safetensors"));
    float[] actual = new MelFilterbank(FeatureConfig.reference()).dense();
    assertArrayEquals(golden.floats("mel_filterbank"), actual, 1e-8f);
  }

  @ParameterizedTest
  @EnumSource(Decibels.class)
  void recordingsAgreeWithinAThousandthOfADecibel(Decibels decibels) throws IOException {
    Safetensors golden = Safetensors.read(shared("golden/frontend.safetensors"));
    String prefix = decibels == Decibels.SQUARED ? "power_squared/" : "power/";
    List<String> names = golden.names().stream().filter(name -> name.startsWith(prefix)).toList();
    assertFalse(names.isEmpty(), "the golden file holds no " + prefix);
    LogMel logMel =
        new LogMel(
            Configs.with(
                String.format(
                    Locale.ROOT,
                    "{\"decibels\":\"%s\"}",
                    prefix.startsWith("power_s") ? "squared" : "power")));
    for (String name : names) {
      AudioClip clip = AudioReader.read(shared("corpora/" + name.substring(prefix.length())), 10);
      float[] actual = logMel.compute(clip);
      assertEquals(0, worst(golden.floats(name), actual), MAX_DB, name);
    }
  }

  private static double worst(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs((double) expected[i] - actual[i]);
      worst = error <= worst ? worst : error; // NaN becomes the worst
    }
    return worst;
  }
}
