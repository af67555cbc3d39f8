package dev.tenor.ser.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.audio.Standardizer;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.run.TinyRuns;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// A trainer of a tiny network, and what belongs to it.
final class Workshop implements AutoCloseable {
  static final long SEED = 3;

  final SerNetwork network;
  final Backend backend;
  final BufferPool pool;
  final ParameterSlab slab;
  final Adam adam;
  final Trainer trainer;
  final Augmentation augmentation;

  Workshop(String backendName, Map<String, ?> training) {
    SerConfig config =
        TinyRuns.spec(Path.of("unused"), backendName, 3)
            .config()
            .with(Map.of(), Map.of(), training);
    network = new SerNetwork(config.network());
    backend = Backends.open(backendName, 2);
    pool = new BufferPool(backend);
    slab = ParameterSlab.trainable(backend, network, SEED);
    adam = new Adam(slab, config.training().adam());
    trainer = new Trainer(network, slab, adam, pool, config.training(), SEED);
    int mels = config.network().mels();
    double[] ones = new double[mels];
    Arrays.fill(ones, 1);
    Standardizer standardizer = new Standardizer(new double[mels], ones);
    augmentation = new Augmentation(AugmentConfig.NONE, config.features(), standardizer, SEED);
  }

  /// All trained values, one after the other.
  float[] values() {
    return trained(false);
  }

  /// The gradients of [#values].
  float[] grads() {
    return trained(true);
  }

  private float[] trained(boolean grads) {
    float[] all = new float[slab.values().length()];
    int at = 0;
    try (Pass pass = Pass.inference(pool)) {
      for (Parameter p : slab.parameters().values()) {
        if (p.trained()) {
          float[] one = grads ? pass.grad(p.tensor()) : slab.read(p);
          System.arraycopy(one, 0, all, at, one.length);
          at += one.length;
        }
      }
    }
    assertEquals(all.length, at);
    return all;
  }

  /// The gradients of the first step's loss, computed without the trainer.
  float[] gradientsOf(Batch batch) {
    NetworkConfig c = network.config();
    try (Pass pass = Pass.training(pool, SEED, 0)) {
      Tensor x = pass.constant(Shape.of(batch.size(), c.frames(), c.mels()), batch.features());
      Tensor labels = pass.constant(Shape.of(batch.size()), batch.labels());
      slab.zeroGrads();
      pass.backward(Losses.crossEntropy(pass, network.apply(pass, x), labels));
    }
    return grads();
  }

  /// What an epoch of this seed draws.
  int[] trainerOrder(String sampling, List<Example> examples) {
    return Sampling.valueOf(sampling.toUpperCase(Locale.ROOT))
        .order(examples, CorpusShares.NONE, RandomStream.of(SEED, "shuffle epoch 1"));
  }

  Example example(int label) {
    NetworkConfig c = network.config();
    float[] features = new float[c.frames() * c.mels()];
    Random random = new Random(label);
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    return new Example(null, features, label);
  }

  @Override
  public void close() {
    adam.close();
    slab.close();
    pool.close();
    backend.close();
  }
}
