package dev.tenor.bench.peers;

import dev.tenor.engine.autograd.PackedWeights;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.predict.SerModel;

/// This engine.
final class Tenor implements Peer {
  private static final long SEED = 1;

  private final Backend backend;
  private final BufferPool pool;
  private final SerNetwork network;
  private final ParameterSlab slab;
  private final Adam adam;
  private final PackedWeights packed;

  Tenor(SerModel model, String backendName, int threads) throws FormatException {
    backend = Backends.open(backendName, threads);
    pool = new BufferPool(backend);
    network = new SerNetwork(model.network());
    slab = ParameterSlab.trainable(backend, network, SEED);
    StateDict.load(slab, model.weights(), "");
    adam = new Adam(slab, Adam.Config.of(0));
    packed = new PackedWeights(pool);
  }

  @Override
  public String describe() {
    return backend.name() + ": " + backend.device();
  }

  @Override
  public float[] logits(float[] features, int batch) {
    try (Pass pass = Pass.inference(pool, packed)) {
      return pass.read(network.apply(pass, input(pass, features, batch)));
    }
  }

  @Override
  public double step(float[] features, float[] labels) {
    packed.clear();
    try (Pass pass = Pass.training(pool, SEED, adam.steps())) {
      Tensor logits = network.apply(pass, input(pass, features, labels.length));
      Tensor target = pass.constant(Shape.of(labels.length), labels);
      Tensor loss = Losses.crossEntropy(pass, logits, target);
      slab.zeroGrads();
      pass.backward(loss);
      adam.step(Workload.LR);
      return pass.item(loss);
    }
  }

  private Tensor input(Pass pass, float[] features, int batch) {
    NetworkConfig c = network.config();
    return pass.constant(Shape.of(batch, features.length / (batch * c.columns()), c.columns()), features);
  }

  @Override
  public void close() {
    adam.close();
    slab.close();
    pool.close();
    backend.close();
  }
}
