package dev.tenor.bench.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.predict.SerModel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// libtorch (MKL, oneDNN) through DJL.
final class LibTorch implements Peer {
  private static final String ENGINE = "PyTorch";

  private final NDManager manager;
  private final TorchNetwork network;
  private final List<Integer> example;
  private final Map<String, NDArray> trained;
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final Optimizer adam =
      Optimizer.adam().optLearningRateTracker(Tracker.fixed((float) Workload.LR)).build();

  private LibTorch(NDManager manager, TorchNetwork network, List<Integer> example) {
    this.manager = manager;
    this.network = network;
    this.example = example;
    trained = network.trained();
  }

  /// The paper's network.
  static LibTorch of(SerModel model, int threads) throws IOException {
    NDManager manager = open(threads);
    List<Integer> example = List.of(model.network().frames(), model.network().mels());
    return new LibTorch(manager, new TorchPaper(manager, model), example);
  }

  /// Another network.
  ///
  /// @param example the shape of one input
  static LibTorch of(
      Function<TorchWeights, TorchNetwork> network,
      Safetensors weights,
      List<Integer> example,
      int threads)
      throws FormatException {
    NDManager manager = open(threads);
    return new LibTorch(manager, network.apply(new TorchWeights(manager, weights)), example);
  }

  private static NDManager open(int threads) {
    System.setProperty("ai.djl.offline", "true"); // the natives are on the class path
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    return Engine.getEngine(ENGINE).newBaseManager();
  }

  @Override
  public String describe() {
    return Engine.getEngine(ENGINE).getVersion();
  }

  @Override
  public float[] logits(float[] inputs, int batch) {
    try (NDManager pass = manager.newSubManager()) {
      return network.logits(input(pass, inputs, batch), false).toFloatArray();
    }
  }

  @Override
  public double step(float[] inputs, int batch, float[] labels) {
    try (NDManager pass = manager.newSubManager()) {
      NDArray x = input(pass, inputs, batch);
      NDList target = new NDList(pass.create(labels));
      NDArray mean;
      try (GradientCollector gradients = Engine.getEngine(ENGINE).newGradientCollector()) {
        mean = loss.evaluate(target, new NDList(network.logits(x, true)));
        gradients.backward(mean);
      }
      trained.forEach((name, array) -> {
        try (NDArray gradient = array.getGradient()) {
          adam.update(name, array, gradient); // zeroes the gradient as well
        }
      });
      return mean.getFloat();
    }
  }

  private NDArray input(NDManager pass, float[] inputs, int batch) {
    long[] shape = new long[example.size() + 1];
    shape[0] = batch;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = example.get(i - 1);
    }
    return pass.create(inputs, new Shape(shape));
  }

  @Override
  public void close() {
    manager.close();
  }
}
