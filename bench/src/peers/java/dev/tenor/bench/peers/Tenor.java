package dev.tenor.bench.peers;

import dev.tenor.engine.autograd.PackedWeights;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.nn.UnaryLayer;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.predict.SerModel;
import java.util.List;

/// This engine.
final class Tenor implements Peer {
  private static final long SEED = 1;

  private final Backend backend;
  private final BufferPool pool;
  private final UnaryLayer network;
  private final List<Integer> example;
  private final ParameterSlab slab;
  private final Adam adam;
  private final PackedWeights packed;

  /// @param example the shape of one input
  Tenor(
      UnaryLayer network,
      Safetensors weights,
      List<Integer> example,
      String backendName,
      int threads)
      throws FormatException {
    this.network = network;
    this.example = example;
    backend = Backends.open(backendName, threads);
    pool = new BufferPool(backend);
    slab = ParameterSlab.trainable(backend, network, SEED);
    StateDict.load(slab, weights, "");
    adam = new Adam(slab, Adam.Config.of(0));
    packed = new PackedWeights(pool);
  }

  /// The paper's network.
  static Tenor of(SerModel model, String backendName, int threads) throws FormatException {
    NetworkConfig c = model.network();
    List<Integer> example = List.of(c.frames(), c.columns());
    return new Tenor(new SerNetwork(c), model.weights(), example, backendName, threads);
  }

  @Override
  public String describe() {
    return backend.name() + ": " + backend.device();
  }

  @Override
  public float[] logits(float[] inputs, int batch) {
    try (Pass pass = Pass.inference(pool, packed)) {
      return pass.read(network.apply(pass, input(pass, inputs, batch)));
    }
  }

  @Override
  public double step(float[] inputs, int batch, float[] labels) {
    packed.clear();
    try (Pass pass = Pass.training(pool, SEED, adam.steps())) {
      Tensor logits = network.apply(pass, input(pass, inputs, batch));
      Tensor target = pass.constant(Shape.of(labels.length), labels);
      Tensor loss = Losses.crossEntropy(pass, logits, target);
      slab.zeroGrads();
      pass.backward(loss);
      adam.step(Workload.LR);
      return pass.item(loss);
    }
  }

  private Tensor input(Pass pass, float[] inputs, int batch) {
    int[] shape = new int[example.size() + 1];
    shape[0] = batch;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = example.get(i - 1);
    }
    return pass.constant(Shape.of(shape), inputs);
  }

  @Override
  public void close() {
    adam.close();
    slab.close();
    pool.close();
    backend.close();
  }
}
