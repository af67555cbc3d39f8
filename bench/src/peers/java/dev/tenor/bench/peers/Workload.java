package dev.tenor.bench.peers;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.stats.Temperature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/// What every engine is given: a model of random weights and random inputs, the same in every
/// process.
final class Workload {
  /// The learning rate of the training steps.
  static final double LR = 1e-3;

  private static final long SEED = 7;
  private static final float SQRT_3 = (float) Math.sqrt(3);

  private Workload() {}

  /// Writes a model of this configuration. Vectors (biases, scales, running statistics), which
  /// begin as constants, are moved by up to ±0.3, so that a mistake in any of them shows.
  static void writeModel(SerConfig config, Standardizer scaler, Path file) throws IOException {
    Backend backend = new ScalarBackend();
    SerNetwork network = new SerNetwork(config.network());
    try (ParameterSlab slab = ParameterSlab.trainable(backend, network, SEED)) {
      slab.parameters().forEach((name, p) -> move(slab, name, p));
      SerModel.save(
          file,
          slab,
          config.features(),
          config.network(),
          IntStream.range(0, config.network().classes()).mapToObj(k -> "class " + k).toList(),
          scaler,
          Temperature.NONE,
          Map.of("weights", "random"));
    }
  }

  /// Writes the weights of a network that is no speech emotion network, made in the same way.
  static void writeModel(Layer network, Path file) throws IOException {
    try (ParameterSlab slab = ParameterSlab.trainable(new ScalarBackend(), network, SEED)) {
      slab.parameters().forEach((name, p) -> move(slab, name, p));
      SafetensorsWriter writer = new SafetensorsWriter();
      StateDict.save(slab, writer, "");
      writer.write(file);
    }
  }

  private static void move(ParameterSlab slab, String name, Parameter p) {
    if (p.shape().rank() == 1) {
      float[] values = slab.read(p);
      float[] noise = uniform("move " + name, values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] += 0.3f * noise[i];
      }
      slab.backend().memory().upload(p.tensor().buffer(), values, 0, values.length);
    }
  }

  /// Leaves features as they are.
  static Standardizer identity(int mels) {
    double[] std = new double[mels];
    Arrays.fill(std, 1);
    return new Standardizer(new double[mels], std);
  }

  /// Standardised features, [batch · frames · columns].
  static float[] features(NetworkConfig network, int batch) {
    float[] values = uniform("features", batch * network.frames() * network.columns());
    for (int i = 0; i < values.length; i++) {
      values[i] *= SQRT_3; // makes the variance 1
    }
    return values;
  }

  /// Class numbers, `[batch]`.
  static float[] labels(NetworkConfig network, int batch) {
    float[] labels = new float[batch];
    for (int i = 0; i < batch; i++) {
      labels[i] = i % network.classes();
    }
    return labels;
  }

  /// Uniform in [−1, 1).
  private static float[] uniform(String name, int n) {
    RandomStream random = RandomStream.of(SEED, name);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }
}
