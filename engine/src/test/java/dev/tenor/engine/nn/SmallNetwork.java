package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// A network with a layer of every kind, small enough for finite differences: an image
/// [B,TIME,BINS,1] becomes logits [B,CLASSES].
final class SmallNetwork extends UnaryLayer {
  static final int BATCH = 3;
  static final int TIME = 6;
  static final int BINS = 5;
  static final int CLASSES = 3;
  private static final int CHANNELS = 4;
  private static final int HIDDEN = 3;
  private static final int EMBED = 2 * HIDDEN;

  private final Conv2d conv = child("conv", new Conv2d(1, CHANNELS, 3, 1, 1));
  private final BatchNorm norm = child("norm", new BatchNorm(CHANNELS));
  private final Dropout dropout;
  private final Lstm lstm = child("lstm", Lstm.overChannelsLast(BINS / 2, CHANNELS, HIDDEN, true));
  private final Conv1d smooth = child("smooth", new Conv1d(EMBED, EMBED, 2, 1, 0));
  private final TransformerEncoder encoder;
  private final Linear classifier = child("classifier", new Linear(EMBED, CLASSES));

  SmallNetwork(double dropout) {
    this.dropout = child("dropout", new Dropout(dropout));
    encoder =
        child(
            "encoder",
            new TransformerEncoder(
                new TransformerEncoder.Config(EMBED, 2, 8, 2, true, true, true, dropout)));
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Tensor image = Ops.elu(pass, norm.apply(pass, conv.apply(pass, x)));
    image = dropout.apply(pass, Images.avgPool2d(pass, image, 2, 2));
    Shape rows = Shape.of(image.shape().dim(0), TIME / 2, BINS / 2 * CHANNELS);
    Tensor states = lstm.apply(pass, Ops.reshape(pass, image, rows));
    Tensor encoded = encoder.apply(pass, smooth.apply(pass, states));
    return classifier.apply(pass, Reductions.mean(pass, encoded, 1));
  }

  static Tensor input(Pass pass) {
    Shape shape = Shape.of(BATCH, TIME, BINS, 1);
    return pass.constant(shape, normal("input", shape.numel()));
  }

  Tensor loss(Pass pass) {
    Tensor labels = pass.constant(Shape.of(BATCH), new float[] {2, 0, 1});
    return Losses.crossEntropy(pass, apply(pass, input(pass)), labels);
  }

  /// A training step's gradients, left in the slab; the loss.
  float backward(BufferPool pool, long step) {
    try (Pass pass = Pass.training(pool, 5, step)) {
      Tensor loss = loss(pass);
      pass.backward(loss);
      return pass.item(loss);
    }
  }

  /// Seeded standard normal numbers.
  static float[] normal(String name, int n) {
    RandomStream random = RandomStream.of(6, name);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
