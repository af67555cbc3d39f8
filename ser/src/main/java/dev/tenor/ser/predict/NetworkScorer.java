package dev.tenor.ser.predict;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.model.Network;
import dev.tenor.ser.model.Networks;
import java.util.List;

/// A network on a backend.
public final class NetworkScorer implements Scorer {
  private final BufferPool pool;
  private final ParameterSlab slab;
  private final Predictor predictor;

  /// @throws FormatException if the weights do not fit the model's configuration
  public NetworkScorer(SerModel model, Backend backend) throws FormatException {
    Network network = Networks.create(model.network());
    slab = ParameterSlab.frozen(backend, network);
    StateDict.load(slab, model.weights(), "");
    pool = new BufferPool(backend);
    predictor = new Predictor(network, pool);
  }

  @Override
  public float[][] probabilities(List<float[]> features) {
    return predictor.probabilities(features);
  }

  /// The embeddings of standardised examples before and after the transformer layers.
  public Predictor.Embeddings embeddings(List<Example> examples) {
    return predictor.embeddings(examples.stream().map(Example::features).toList());
  }

  @Override
  public void close() {
    predictor.close();
    pool.close();
    slab.close();
  }
}
