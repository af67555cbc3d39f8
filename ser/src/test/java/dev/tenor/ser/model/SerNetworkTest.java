package dev.tenor.ser.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.ser.config.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerNetworkTest {
  private static long count(NetworkConfig config) {
    return new SerNetwork(config).trainedCount();
  }

  /// The paper: 356 K parameters without the transformer layers, 468 K with (section 3.5).
  @Test
  void hasThePapersParameterCounts() {
    NetworkConfig paper = Presets.network(Presets.PAPER);
    assertEquals(467_774, count(paper));
    assertEquals(355_742, count(Json.with(paper, Map.of("depth", 0))));
    assertEquals(355_732, count(Json.with(paper, Map.of("depth", 0, "aggregation", "mean"))));
    assertEquals(468_110, count(Presets.network(Presets.PAPER_SINGLE_FC)));
  }

  @Test
  void countsParametersByStage() {
    Map<String, Long> stages = new SerNetwork(Presets.network(Presets.PAPER)).parametersByStage();
    assertEquals(
        "{extraction=350880, aggregation=10, enhancement=112032, classifier=4852}",
        stages.toString());
  }
}
