package dev.tenor.bench;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Presets;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.predict.Predictor;
import dev.tenor.ser.train.TrainConfig;
import dev.tenor.ser.train.Trainer;

/// Preset `paper` on one backend, with its trainer and its predictor. Two runs begin with the same
/// weights.
final class PaperRun {
  private static final long SEED = 1;

  private final SerNetwork network = new SerNetwork(Presets.network(Presets.PAPER));
  private final TrainConfig config = TrainConfig.paper();
  private final BufferPool pool;
  private final ParameterSlab slab;
  private final Trainer trainer;
  private final Predictor predictor;

  PaperRun(Backend backend) {
    pool = new BufferPool(backend);
    slab = ParameterSlab.trainable(backend, network, SEED);
    Adam adam = new Adam(slab, config.adam());
    trainer = new Trainer(network, slab, adam, pool, config, SEED);
    predictor = new Predictor(network, pool);
  }

  /// Standardised features of noise, and labels that cycle through the classes.
  static Batch batch(int size) {
    NetworkConfig c = Presets.network(Presets.PAPER);
    float[] labels = new float[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % c.classes();
    }
    return new Batch(Verified.normal("features", size * c.frames() * c.mels()), labels);
  }

  /// One step of training, dropout and Adam included.
  double step(Batch batch) {
    predictor.refresh();
    return trainer.step(batch, config.lr()).loss();
  }

  float[] gradients() {
    return BackendBenchmark.downloaded(slab.backend(), slab.grads());
  }

  float[] weights() {
    return BackendBenchmark.downloaded(slab.backend(), slab.values());
  }

  /// `[size][classes]`.
  float[][] probabilities(Batch batch) {
    return predictor.probabilities(batch.features(), batch.size());
  }

  /// The operations of a training step. Makes one.
  double trainingFlop(Batch batch) {
    OpProfile profile = new OpProfile();
    trainer.profile(profile);
    step(batch);
    trainer.profile(null);
    return Verified.flop(profile);
  }

  /// The operations of a prediction.
  double inferenceFlop(Batch batch) {
    NetworkConfig c = network.config();
    OpProfile profile = new OpProfile();
    try (Pass pass = Pass.inference(pool).profiled(profile)) {
      Shape shape = Shape.of(batch.size(), c.frames(), c.mels());
      network.apply(pass, pass.constant(shape, batch.features()));
    }
    return Verified.flop(profile);
  }
}
