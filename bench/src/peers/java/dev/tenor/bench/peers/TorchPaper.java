package dev.tenor.bench.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import dev.tenor.engine.io.FormatException;
import dev.tenor.ser.predict.SerModel;
import java.util.LinkedHashMap;
import java.util.Map;

/// The paper's network, [DjlNetwork].
final class TorchPaper implements TorchNetwork {
  private final DjlNetwork network;
  private final ParameterStore store;

  TorchPaper(NDManager manager, SerModel model) throws FormatException {
    network = new DjlNetwork(model.network());
    network.load(manager, model.weights());
    store = new ParameterStore(manager, false);
  }

  @Override
  public NDArray logits(NDArray x, boolean training) {
    return network.forward(store, new NDList(x), training).singletonOrThrow();
  }

  @Override
  public Map<String, NDArray> trained() {
    Map<String, NDArray> trained = new LinkedHashMap<>();
    for (Parameter p : network.getParameters().values()) {
      if (p.requiresGradient()) {
        trained.put(p.getId(), p.getArray());
      }
    }
    return trained;
  }
}
