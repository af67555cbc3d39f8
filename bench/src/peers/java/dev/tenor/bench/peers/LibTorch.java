package dev.tenor.bench.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.predict.SerModel;
import java.io.IOException;
import java.util.List;

/// libtorch (MKL, oneDNN) through DJL.
final class LibTorch implements Peer {
  private static final String ENGINE = "PyTorch";

  private final NetworkConfig config;
  private final DjlNetwork network;
  private final NDManager manager;
  private final ParameterStore store;
  private final List<Parameter> trained;
  private final Loss loss = Loss.softmaxCrossEntropyLoss();
  private final Optimizer adam =
      Optimizer.adam().optLearningRateTracker(Tracker.fixed((float) Workload.LR)).build();

  LibTorch(SerModel model, int threads) throws IOException {
    System.setProperty("ai.djl.offline", "true"); // the natives are on the class path
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    config = model.network();
    network = new DjlNetwork(config);
    manager = Engine.getEngine(ENGINE).newBaseManager();
    network.load(manager, model.weights());
    store = new ParameterStore(manager, false);
    trained =
        network.getParameters().values().stream().filter(Parameter::requiresGradient).toList();
  }

  @Override
  public String describe() {
    return Engine.getEngine(ENGINE).getVersion();
  }

  @Override
  public float[] logits(float[] features, int batch) {
    try (NDManager pass = manager.newSubManager()) {
      NDList x = input(pass, features, batch);
      return network.forward(store, x, false).singletonOrThrow().toFloatArray();
    }
  }

  @Override
  public double step(float[] features, float[] labels) {
    try (NDManager pass = manager.newSubManager()) {
      NDList x = input(pass, features, labels.length);
      NDList target = new NDList(pass.create(labels));
      NDArray mean;
      try (GradientCollector gradients = Engine.getEngine(ENGINE).newGradientCollector()) {
        mean = loss.evaluate(target, network.forward(store, x, true));
        gradients.backward(mean);
      }
      for (Parameter p : trained) { // zeroes the gradient as well
        try (NDArray gradient = p.getArray().getGradient()) {
          adam.update(p.getId(), p.getArray(), gradient);
        }
      }
      return mean.getFloat();
    }
  }

  private NDList input(NDManager pass, float[] features, int batch) {
    return new NDList(pass.create(features, new Shape(batch, config.frames(), config.mels())));
  }

  @Override
  public void close() {
    manager.close();
  }
}
