package dev.tenor.ser.train;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.WeightAverage;
import dev.tenor.ser.model.Network;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Networks;
import java.util.List;

/// The weights of a training, three times at most: those that the optimiser moves, their average
/// where there is one, and those of the best epoch so far.
public final class TrainState implements AutoCloseable {
  private final Network network;
  private final ParameterSlab slab;
  private final ParameterSlab average;
  private final ParameterSlab best;
  private final Adam adam;
  private final BufferPool pool;
  private final Network judgedNetwork;
  private final Network bestNetwork;

  /// First weights, from the seed.
  public TrainState(Backend backend, NetworkConfig config, TrainConfig training, long seed) {
    network = network(config, training);
    slab = ParameterSlab.trainable(backend, network, seed);
    if (training.averages()) {
      judgedNetwork = network(config, training);
      average = ParameterSlab.frozen(backend, judgedNetwork);
      average.copyFrom(slab);
    } else {
      judgedNetwork = network;
      average = null;
    }
    bestNetwork = network(config, training);
    best = ParameterSlab.frozen(backend, bestNetwork);
    adam = new Adam(slab, training.adam());
    pool = new BufferPool(backend);
  }

  private static Network network(NetworkConfig config, TrainConfig training) {
    Network network = Networks.create(config);
    if (training.freeze() == TrainConfig.Freeze.EXTRACTION) {
      network.freezeExtraction();
    }
    return network;
  }

  /// Takes the weights of another network where they fit: for a classifier of other emotions the
  /// first ones stay.
  ///
  /// @return the names of those that stay
  public List<String> begin(Safetensors weights) throws FormatException {
    List<String> left = StateDict.loadMatching(slab, weights);
    if (average != null) {
      average.copyFrom(slab);
    }
    return left;
  }

  /// Takes the weights of a finished training as those of the best epoch.
  ///
  /// @throws FormatException if they are of another network
  public void restoreBest(Safetensors weights) throws FormatException {
    StateDict.load(best, weights, "");
  }

  /// A trainer of these weights.
  public Trainer trainer(TrainConfig training, long seed) {
    Trainer trainer = new Trainer(network, slab, adam, pool, training, seed);
    if (average != null) {
      trainer.average(
          training.averaging() > 0
              ? WeightAverage.moving(slab, training.averaging(), average)
              : WeightAverage.equal(slab, average));
    }
    return trainer;
  }

  /// With the weights that the epochs are judged by.
  public Network judgedNetwork() {
    return judgedNetwork;
  }

  /// With the weights of the best epoch.
  public Network bestNetwork() {
    return bestNetwork;
  }

  /// For passes through any of the networks.
  public BufferPool pool() {
    return pool;
  }

  /// The weights that the optimiser moves.
  ParameterSlab slab() {
    return slab;
  }

  boolean averages() {
    return average != null;
  }

  /// The weights that the epochs are judged by: the average, if there is one.
  ParameterSlab judged() {
    return average == null ? slab : average;
  }

  /// The weights of the best epoch so far.
  public ParameterSlab best() {
    return best;
  }

  Adam adam() {
    return adam;
  }

  /// Declares the epoch that has just ended the best one.
  public void keep() {
    best.copyFrom(judged());
  }

  @Override
  public void close() {
    pool.close();
    adam.close();
    best.close();
    if (average != null) {
      average.close();
    }
    slab.close();
  }
}
