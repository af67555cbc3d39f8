package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.run.TinyRuns;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenStageTest {
  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void aFrozenStageComputesAsItPredictsAndStays(String backendName) {
    NetworkConfig c = TinyRuns.spec(Path.of("unused"), backendName, 3).config().network();
    TrainConfig training =
        Json.with(TrainConfig.paper(), Map.of("freeze", "extraction", "optimizer", "adamw"));
    try (Backend backend = Backends.open(backendName, 1);
        TrainState state = new TrainState(backend, c, training, Workshop.SEED)) {
      Map<String, float[]> before = new LinkedHashMap<>();
      ParameterSlab slab = state.slab();
      slab.parameters().forEach((name, p) -> before.put(name, slab.read(p)));
      float[] features = new float[2 * c.frames() * c.mels()];
      for (int i = 0; i < features.length; i++) {
        features[i] = (float) Math.sin(i);
      }
      float[] extracted;
      try (Pass pass = Pass.inference(state.pool())) {
        Tensor x = pass.constant(Shape.of(2, c.frames(), c.mels()), features);
        extracted = pass.read(((SerNetwork) state.judgedNetwork()).stages(pass, x).extracted());
      }
      try (Pass pass = Pass.training(state.pool(), Workshop.SEED, 0)) {
        Tensor x = pass.constant(Shape.of(2, c.frames(), c.mels()), features);
        assertArrayEquals(
            extracted, pass.read(((SerNetwork) state.judgedNetwork()).stages(pass, x).extracted()));
      }
      Trainer trainer = state.trainer(training, Workshop.SEED);
      trainer.step(new Batch(features, new float[] {0, 1}), 1e-2);
      slab.parameters()
          .forEach((name, p) -> {
            boolean same = Arrays.equals(before.get(name), slab.read(p));
            assertEquals(name.startsWith("extraction."), same, name);
          });
    }
  }
}
