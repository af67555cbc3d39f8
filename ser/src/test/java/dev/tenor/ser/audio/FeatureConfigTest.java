package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureConfigTest {
  @Test
  void referenceHasThePapersShape() {
    FeatureConfig config = FeatureConfig.reference();
    assertEquals(160_000, config.samples());
    assertEquals(313, config.frames());
    assertEquals(313 * 40, config.frames() * config.columns());
  }

  @Test
  void framesWithoutCentringLieWithinTheSignal() {
    assertEquals(1 + (160_000 - 2048) / 512, Configs.with("{\"center\":false}").frames());
  }

  @Test
  void survivesJson() throws Exception {
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(FeatureConfig.reference());
    assertTrue(text.contains("\"melScale\":\"slaney\""), text);
    assertEquals(FeatureConfig.reference(), json.readValue(text, FeatureConfig.class));
  }

  @ParameterizedTest
  @CsvSource({
    "sampleRate, 0",
    "sampleRate, 999999",
    "seconds, 0.05",
    "seconds, 1e9",
    "nFft, 1000",
    "nFft, 131072",
    "winLength, 2049",
    "winLength, 0",
    "hopLength, 0",
    "nMels, 0",
    "nMels, 1000000000",
    "fMin, -1",
    "fMin, 8000",
    "fMax, 8001",
    "amin, 0",
    "topDb, -1"
  })
  void refusesSettingsThatMakeNoSense(String name, String value) {
    String json = String.format(Locale.ROOT, "{\"%s\":%s}", name, value);
    var e = assertThrows(IllegalArgumentException.class, () -> Configs.with(json));
    assertTrue(e.getMessage().startsWith("features: " + name + " is "), e.getMessage());
  }
}
