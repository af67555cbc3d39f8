package dev.tenor.ser.train;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.GradClip;
import dev.tenor.engine.optim.LrSchedule;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.SerNetwork;
import dev.tenor.ser.stats.Scores;
import java.util.List;

/// Runs epochs of training. All randomness is a function of the seed and the step, so an epoch has
/// the same result whether or not the process was restarted before it.
public final class Trainer {
  private final SerNetwork network;
  private final ParameterSlab slab;
  private final Adam adam;
  private final BufferPool pool;
  private final TrainConfig config;
  private final LrSchedule schedule;
  private final SpecAugment augment;
  private final long seed;
  private OpProfile profile;

  /// @param network bound to `slab`
  /// @param adam of `slab`
  /// @param pool of the slab's backend
  public Trainer(
      SerNetwork network,
      ParameterSlab slab,
      Adam adam,
      BufferPool pool,
      TrainConfig config,
      long seed) {
    this.network = network;
    this.slab = slab;
    this.adam = adam;
    this.pool = pool;
    this.config = config;
    this.schedule = config.lrSchedule();
    this.augment = SpecAugment.of(config, network.config().frames(), network.config().mels());
    this.seed = seed;
  }

  /// Measures the time per op from now on; null measures nothing.
  public void profile(OpProfile opProfile) {
    profile = opProfile;
  }

  /// The means over one epoch's steps.
  public record Result(double loss, double wa, double lr) {}

  /// One pass over all examples in a new order.
  ///
  /// @param epoch from 1
  /// @throws TrainingFailedException if the loss is no longer a number
  public Result epoch(int epoch, List<Example> examples, TrainListener listener) {
    RandomStream shuffle = RandomStream.of(seed, "shuffle epoch " + epoch);
    int[] order = config.sampling().order(examples, shuffle);
    RandomStream masks = RandomStream.of(seed, "specaugment epoch " + epoch);
    List<List<Example>> groups = Batch.groups(examples, order, config.batch());
    double loss = 0;
    int right = 0;
    double lr = 0;
    Batch batch = null;
    for (int i = 0; i < groups.size(); i++) {
      batch = Batch.of(groups.get(i), batch);
      if (!augment.isIdentity()) {
        augment.mask(batch.features(), masks);
      }
      lr = config.lr() * schedule.factor(adam.steps(), epoch - 1, config.epochs());
      Step step = step(batch, lr);
      if (!Double.isFinite(step.loss())) {
        throw new TrainingFailedException(
            "the loss is "
                + step.loss()
                + " in step "
                + (i + 1)
                + " of epoch "
                + epoch
                + "; try a smaller learning rate, or clip the gradient to norm 1");
      }
      loss += step.loss() * batch.size();
      right += step.right();
      listener.on(new TrainEvent.Step(epoch, config.epochs(), i + 1, groups.size(), step.loss()));
    }
    return new Result(loss / examples.size(), (double) right / examples.size(), lr);
  }

  /// The result of a step's forward pass.
  ///
  /// @param loss the mean over the batch
  /// @param right number of correct predictions
  public record Step(double loss, int right) {}

  private void update(double lr) {
    long start = System.nanoTime();
    if (config.clipNorm() > 0) {
      GradClip.byNorm(slab, config.clipNorm());
    }
    adam.step(lr);
    if (profile != null) {
      slab.backend().memory().synchronize();
      profile.add("", "optimizer step", false, System.nanoTime() - start, 0);
    }
  }

  /// One optimiser step; afterwards the slab still holds its gradients.
  public Step step(Batch batch, double lr) {
    try (Pass pass = Pass.training(pool, seed, adam.steps()).profiled(profile)) {
      NetworkConfig c = network.config();
      Tensor x = pass.constant(Shape.of(batch.size(), c.frames(), c.mels()), batch.features());
      Tensor labels = pass.constant(Shape.of(batch.size()), batch.labels());
      Tensor logits = network.apply(pass, x);
      Tensor loss = Ops.crossEntropy(pass, logits, labels);
      slab.zeroGrads();
      pass.backward(loss);
      update(lr);
      int right = Scores.right(pass.read(logits), batch.labels(), c.classes());
      return new Step(pass.item(loss), right);
    }
  }
}
