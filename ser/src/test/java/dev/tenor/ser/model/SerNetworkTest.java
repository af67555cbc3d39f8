package dev.tenor.ser.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.config.Json;
import java.util.Arrays;
import java.util.List;
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

  private static final NetworkConfig SMALL =
      Json.with(
          Presets.network(Presets.PAPER),
          Map.of(
              "frames",
              20,
              "mels",
              8,
              "channels",
              List.of(2, 3),
              "pooling",
              List.of(2, 2),
              "dropout",
              List.of(0, 0),
              "lstmHidden",
              4,
              "heads",
              2,
              "aggregation",
              "mean"));

  private static final int VOICE = 3;

  private static float[] logits(NetworkConfig config, boolean silentVoice, float[] x, int frames) {
    Backend backend = new ScalarBackend();
    SerNetwork network = new SerNetwork(config);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, network, 1);
        BufferPool pool = new BufferPool(backend);
        Pass pass = Pass.inference(pool)) {
      network.forEachParameter((name, p) -> {
        float[] values = new float[p.shape().numel()];
        boolean zero = silentVoice && name.startsWith("extraction.voice");
        for (int i = 0; i < values.length; i++) {
          values[i] = zero ? 0 : RandomStream.of(1, name + i).nextFloat();
        }
        slab.backend().memory().upload(p.tensor().buffer(), values, 0, values.length);
      });
      Tensor in = pass.constant(Shape.of(1, frames, config.columns()), x);
      return pass.read(network.apply(pass, in));
    }
  }

  private static float[] input(int frames, int columns) {
    float[] x = new float[frames * columns];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % columns < 8 ? RandomStream.of(2, "x" + i / columns + i % columns).nextFloat() : 1;
    }
    return x;
  }

  @Test
  void aSilentVoiceAddsNothing() {
    NetworkConfig voice = Json.with(SMALL, Map.of("voice", VOICE));
    assertArrayEquals(
        logits(SMALL, true, input(20, 8), 20),
        logits(voice, true, input(20, 8 + VOICE), 20),
        "an LSTM without weights is 0");
  }

  @Test
  void theVoiceIsHeardInEveryWholeTimeStep() {
    NetworkConfig voice = Json.with(SMALL, Map.of("voice", VOICE));
    int columns = voice.columns();
    float[] x = input(22, columns); // the last two frames fill no time step of four
    float[] before = logits(voice, false, x, 22);
    assertTrue(Float.isFinite(before[0]));
    x[19 * columns + 8] = 5;
    assertFalse(Arrays.equals(before, logits(voice, false, x, 22)));
    x[19 * columns + 8] = 1;
    x[20 * columns + 8] = 5;
    assertArrayEquals(before, logits(voice, false, x, 22));
  }

  @Test
  void theVoiceHasAnLstmOfItsOwn() {
    int hidden = SMALL.lstmHidden();
    long lstm = 2L * 4 * hidden * (VOICE + hidden + 2);
    assertEquals(count(SMALL) + lstm, count(Json.with(SMALL, Map.of("voice", VOICE))));
  }

  @Test
  void functionalsAreATokenOfTheirOwn() {
    NetworkConfig config = Json.with(SMALL, Map.of("voice", VOICE, "functionals", 2));
    int columns = config.columns();
    float[] x = input(20, columns);
    float[] before = logits(config, false, x, 20);
    assertTrue(Float.isFinite(before[0]));
    for (int t = 0; t < 20; t++) {
      x[t * columns + 8 + VOICE + 1] = 3;
    }
    assertFalse(Arrays.equals(before, logits(config, false, x, 20)));
    long linear = (2 + 1) * config.embedDim();
    assertEquals(count(Json.with(SMALL, Map.of("voice", VOICE))) + linear, count(config));
    Map<String, Long> stages = new SerNetwork(config).parametersByStage();
    assertEquals(linear, stages.get("functionals"));
  }
}
