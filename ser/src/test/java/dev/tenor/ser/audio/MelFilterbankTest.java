package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MelFilterbankTest {
  @ParameterizedTest
  @EnumSource(MelScale.class)
  void scalesInvertThemselves(MelScale scale) {
    for (double hertz : new double[] {0, 50, 999.9, 1000, 1000.1, 4000, 8000}) {
      assertEquals(hertz, scale.toHertz(scale.toMel(hertz)), 1e-9);
    }
  }

  @Test
  void scalesHaveTheirPublishedPoints() {
    assertEquals(15, MelScale.SLANEY.toMel(1000), 1e-12);
    assertEquals(42, MelScale.SLANEY.toMel(6400), 1e-12);
    assertEquals(999.9855, MelScale.HTK.toMel(1000), 1e-4);
  }

  @Test
  void unitFiltersAddUpToOneBetweenTheOuterCentres() {
    FeatureConfig config = Configs.with("{\"melNorm\":\"none\",\"melScale\":\"htk\"}");
    float[] dense = new MelFilterbank(config).dense();
    int bins = config.nFft() / 2 + 1;
    for (int k = 20; k < 900; k++) {
      double sum = 0;
      for (int m = 0; m < config.nMels(); m++) {
        sum += dense[m * bins + k];
      }
      assertEquals(1, sum, 1e-6, "bin " + k);
    }
  }

  @Test
  void slaneyFiltersHaveUnitArea() {
    FeatureConfig config = Configs.with("{\"nFft\":65536,\"winLength\":65536}");
    float[] dense = new MelFilterbank(config).dense();
    int bins = config.nFft() / 2 + 1;
    for (int m = 0; m < config.nMels(); m++) {
      double area = 0;
      for (int k = 0; k < bins; k++) {
        area += dense[m * bins + k] * config.sampleRate() / config.nFft();
      }
      assertEquals(1, area, 1e-4, "filter " + m);
    }
  }

  @Test
  void sparseProductIsTheDenseOne() {
    FeatureConfig config = Configs.with("{\"nMels\":23,\"fMin\":97,\"fMax\":7603}");
    MelFilterbank filterbank = new MelFilterbank(config);
    double[] power = new Random(1).doubles(config.nFft() / 2 + 1).toArray();
    double[] expected = new double[config.nMels()];
    float[] dense = filterbank.dense();
    for (int i = 0; i < dense.length; i++) {
      expected[i / power.length] += dense[i] * power[i % power.length];
    }
    double[] actual = new double[config.nMels()];
    filterbank.apply(power, actual);
    assertArrayEquals(expected, actual, 1e-6);
  }

  @Test
  void refusesAFilterWithoutABin() {
    String narrow = "{\"nMels\":256,\"nFft\":512,\"winLength\":400}";
    var e = assertThrows(IllegalArgumentException.class, () -> Configs.with(narrow));
    assertTrue(e.getMessage().contains("use fewer nMels or a larger nFft"), e.getMessage());
  }
}
