package dev.tenor.ser.explain;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.model.Network;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Networks;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.predict.SerModel;
import java.util.Arrays;

/// A network on a backend that can be looked into. It computes as it predicts: no dropout, running
/// statistics.
public final class OpenNetwork implements AutoCloseable {
  private final Network network;
  private final ParameterSlab slab;
  private final BufferPool pool;

  /// @throws FormatException if the weights do not fit the model's configuration
  public OpenNetwork(SerModel model, Backend backend) throws FormatException {
    this(model.network(), model.weights(), "", backend);
  }

  /// @param prefix of the weights' names
  OpenNetwork(NetworkConfig config, Safetensors weights, String prefix, Backend backend)
      throws FormatException {
    network = Networks.create(config);
    slab = ParameterSlab.frozen(backend, network);
    StateDict.load(slab, weights, prefix);
    pool = new BufferPool(backend);
  }

  NetworkConfig config() {
    return network.config();
  }

  /// The logits `[utterance][class]` of inputs of one length.
  ///
  /// @param inputs [size · frames · columns], standardised
  float[][] logits(float[] inputs, int size) {
    try (Pass pass = Pass.inference(pool)) {
      Tensor x = pass.constant(shape(inputs, size), inputs);
      return rows(pass.read(network.apply(pass, x)), size);
    }
  }

  /// The logits of a class and their gradients with respect to the inputs.
  ///
  /// @param values [size · frames · columns], as the inputs
  /// @param logits of the class, `[size]`
  record Gradients(float[] values, float[] logits) {}

  Gradients gradients(float[] inputs, int size, int label) {
    try (Pass pass = Pass.recording(pool)) {
      Tensor x = pass.variable(shape(inputs, size), inputs);
      Tensor logits = network.apply(pass, x);
      float[] direction = new float[logits.shape().numel()];
      float[] own = new float[size];
      float[] all = pass.read(logits);
      for (int i = 0; i < size; i++) {
        direction[i * config().classes() + label] = 1;
        own[i] = all[i * config().classes() + label];
      }
      pass.backward(logits, direction);
      return new Gradients(pass.grad(x), own);
    }
  }

  /// All that the layers compute for one input [frames · columns].
  Activations activations(float[] input) {
    Activations seen = new Activations();
    try (Pass pass = Pass.inference(pool)) {
      pass.observed((path, value) -> seen.add(path, value.shape(), pass.read(value)));
      Tensor x = pass.constant(shape(input, 1), input);
      if (network instanceof SerNetwork staged) {
        SerNetwork.Stages s = staged.stages(pass, x);
        seen.stage("extraction", s.extracted().shape(), pass.read(s.extracted()));
        seen.stage("aggregation", s.aggregated().shape(), pass.read(s.aggregated()));
        seen.stage(Activations.EMBEDDING, s.enhanced().shape(), pass.read(s.enhanced()));
        seen.stage("logits", s.logits().shape(), pass.read(s.logits()));
      } else {
        Tensor logits = network.apply(pass, x);
        seen.stage("logits", logits.shape(), pass.read(logits));
      }
    }
    return seen;
  }

  private Shape shape(float[] inputs, int size) {
    int columns = config().columns();
    return Shape.of(size, inputs.length / (size * columns), columns);
  }

  private float[][] rows(float[] flat, int size) {
    int classes = config().classes();
    float[][] rows = new float[size][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * classes, (i + 1) * classes));
    return rows;
  }

  @Override
  public void close() {
    pool.close();
    slab.close();
  }
}
