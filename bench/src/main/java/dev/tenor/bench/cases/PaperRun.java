package dev.tenor.bench.cases;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
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
public final class PaperRun implements AutoCloseable {
  private static final long SEED = 1;

  private final SerNetwork network = new SerNetwork(Presets.network(Presets.PAPER));
  private final TrainConfig config = TrainConfig.paper();
  private final BufferPool pool;
  private final ParameterSlab slab;
  private final Adam adam;
  private final Trainer trainer;
  private final Predictor predictor;

  public PaperRun(Backend backend) {
    pool = new BufferPool(backend);
    slab = ParameterSlab.trainable(backend, network, SEED);
    adam = new Adam(slab, config.adam());
    trainer = new Trainer(network, slab, adam, pool, config, SEED);
    predictor = new Predictor(network, pool);
  }

  /// Standardised features of noise, and labels that cycle through the classes.
  public static Batch batch(int size) {
    NetworkConfig c = Presets.network(Presets.PAPER);
    float[] labels = new float[size];
    for (int i = 0; i < size; i++) {
      labels[i] = i % c.classes();
    }
    return new Batch(Operands.values("features", size * c.frames() * c.mels()), labels);
  }

  /// One step of training, dropout and Adam included.
  public double step(Batch batch) {
    predictor.refresh();
    return trainer.step(batch, config.lr()).loss();
  }

  public float[] gradients() {
    return downloaded(slab.grads());
  }

  public float[] weights() {
    return downloaded(slab.values());
  }

  /// `[size][classes]`.
  public float[][] probabilities(Batch batch) {
    return predictor.probabilities(batch.features(), batch.size());
  }

  /// Logits up to a constant, normalised to sum 0: unlike near-equal probabilities they show
  /// differences.
  public static float[] centredLogits(float[] probabilities) {
    double mean = 0;
    for (float p : probabilities) {
      mean += Math.log(p) / probabilities.length;
    }
    float[] logits = new float[probabilities.length];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = (float) (Math.log(probabilities[k]) - mean);
    }
    return logits;
  }

  /// The operations of a training step. Makes one.
  public double trainingFlop(Batch batch) {
    OpProfile profile = new OpProfile();
    trainer.profile(profile);
    step(batch);
    trainer.profile(null);
    return flop(profile);
  }

  /// The operations of a prediction.
  public double inferenceFlop(Batch batch) {
    NetworkConfig c = network.config();
    OpProfile profile = new OpProfile();
    try (Pass pass = Pass.inference(pool).profiled(profile)) {
      Shape shape = Shape.of(batch.size(), c.frames(), c.mels());
      network.apply(pass, pass.constant(shape, batch.features()));
    }
    return flop(profile);
  }

  /// The number of trained parameters.
  public int parameters() {
    return slab.values().length();
  }

  private float[] downloaded(Buffer buffer) {
    float[] values = new float[buffer.length()];
    slab.backend().memory().download(values, 0, buffer, values.length);
    return values;
  }

  private static double flop(OpProfile profile) {
    return profile.lines().stream().mapToLong(OpProfile.Line::flops).sum();
  }

  @Override
  public void close() {
    predictor.close();
    adam.close();
    slab.close();
    pool.close();
  }
}
