package dev.tenor.ser.train;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.GradClip;
import dev.tenor.engine.optim.LrSchedule;
import dev.tenor.engine.optim.WeightAverage;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import dev.tenor.ser.data.Batch;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.model.Network;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.stats.Scores;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;

/// Runs epochs of training. All randomness is a function of the seed and the step, so an epoch has
/// the same result whether or not the process was restarted before it.
public final class Trainer {
  private final Network network;
  private final ParameterSlab slab;
  private final Adam adam;
  private final BufferPool pool;
  private final TrainConfig config;
  private final LrSchedule schedule;
  private final long seed;
  private OpProfile profile;
  private WeightAverage average;
  private CorpusShares shares = CorpusShares.NONE;

  /// @param network bound to `slab`
  /// @param adam of `slab`
  /// @param pool of the slab's backend
  public Trainer(
      Network network,
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
    this.seed = seed;
  }

  /// Measures the time per op from now on; null measures nothing.
  public void profile(OpProfile opProfile) {
    profile = opProfile;
  }

  /// Draws the examples of an epoch by corpus from now on.
  public void shares(CorpusShares ofCorpora) {
    shares = ofCorpora;
  }

  /// Keeps an average of the weights from now on: a moving one, or that of the last epochs.
  public void average(WeightAverage ofWeights) {
    average = ofWeights;
  }

  /// The means over one epoch's steps.
  public record Result(double loss, double wa, double lr) {}

  /// One pass over all examples in a new order. The next batch is made while a step runs.
  ///
  /// @param epoch from 1
  /// @param augmentation makes the batches
  /// @throws TrainingFailedException if the loss is no longer a number
  public Result epoch(
      int epoch, List<Example> examples, Augmentation augmentation, TrainListener listener) {
    List<LengthGroup> groups = groups(epoch, examples, augmentation);
    Targets targets = Targets.of(config, examples, network.config().classes());
    IntFunction<CompletableFuture<Batch>> make =
        i ->
            CompletableFuture.supplyAsync(() ->
                augmentation.batch(
                    groups.get(i).examples(), groups.get(i).frames(), epoch, i, targets));
    double loss = 0;
    int right = 0;
    int seen = 0;
    double lr = 0;
    CompletableFuture<Batch> next = make.apply(0);
    for (int i = 0; i < groups.size(); i++) {
      Batch batch = made(next);
      next = i + 1 < groups.size() ? make.apply(i + 1) : null;
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
      seen += batch.size();
      listener.on(new TrainEvent.Step(epoch, config.epochs(), i + 1, groups.size(), step.loss()));
    }
    averageEpoch(epoch);
    return new Result(loss / seen, (double) right / seen, lr);
  }

  /// The mean over the ends of the last epochs. Before them it is the weights themselves.
  private void averageEpoch(int epoch) {
    if (config.averagedEpochs() > 0) {
      average.update(Math.max(1, epoch - (config.epochs() - config.averagedEpochs())));
    }
  }

  /// The batch, or what went wrong with it: too little memory, above all.
  private static Batch made(CompletableFuture<Batch> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    }
  }

  private List<LengthGroup> groups(int epoch, List<Example> examples, Augmentation augmentation) {
    RandomStream shuffle = RandomStream.of(seed, "shuffle epoch " + epoch);
    return LengthGroup.of(
        examples,
        config.sampling().order(examples, shares, shuffle),
        config.batch(),
        network.config().columns(),
        network.config().framesPerStep(),
        augmentation.crop(),
        RandomStream.of(seed, "batches epoch " + epoch));
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
    if (average != null && config.averaging() > 0) {
      average.update(adam.steps());
    }
    if (profile != null) {
      slab.backend().memory().synchronize();
      profile.add("", "optimizer step", false, System.nanoTime() - start, 0);
    }
  }

  /// One optimiser step; afterwards the slab still holds its gradients.
  public Step step(Batch batch, double lr) {
    try (Pass pass = Pass.training(pool, seed, adam.steps()).profiled(profile)) {
      NetworkConfig c = network.config();
      int frames = batch.features().length / (batch.size() * c.columns());
      Tensor x = pass.constant(Shape.of(batch.size(), frames, c.columns()), batch.features());
      Tensor logits = network.apply(pass, x);
      Tensor loss = loss(pass, logits, batch, config.focal());
      slab.zeroGrads();
      pass.backward(loss);
      update(lr);
      int right = Scores.right(pass.read(logits), batch.labels(), c.classes());
      return new Step(pass.item(loss), right);
    }
  }

  /// Cross-entropy of labels, or of targets: the mean over the batch of −Σₖ target·(1 −
  /// p)^focal·log p with p the softmax; the focal loss of Lin et al. 2017 where the exponent is not
  /// 0.
  private static Tensor loss(Pass pass, Tensor logits, Batch batch, int focal) {
    if (batch.targets() == null) {
      Tensor labels = pass.constant(Shape.of(batch.size()), batch.labels());
      return Losses.crossEntropy(pass, logits, labels);
    }
    Tensor targets = pass.constant(logits.shape(), batch.targets());
    Tensor each = Ops.multiply(pass, Ops.logSoftmax(pass, logits), targets);
    if (focal > 0) {
      float[] ones = new float[logits.shape().numel()];
      Arrays.fill(ones, 1);
      Tensor one = pass.constant(logits.shape(), ones);
      Tensor wrong = Ops.subtract(pass, one, Ops.softmax(pass, logits));
      for (int i = 0; i < focal; i++) {
        each = Ops.multiply(pass, each, wrong);
      }
    }
    Tensor row = Ops.reshape(pass, each, Shape.of(1, logits.shape().numel()));
    return Ops.scale(pass, Reductions.mean(pass, row, 1), -logits.shape().dim(1));
  }
}
