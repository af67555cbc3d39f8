package dev.tenor.ser.explain;

import dev.tenor.engine.tensor.Shape;
import java.util.Arrays;

/// What a layer computes for one utterance.
///
/// @param shape without the batch, at least one dim
/// @param values row-major
public record Activation(int[] shape, float[] values) {
  /// @param batch [1, …]
  static Activation of(Shape batch, float[] values) {
    int[] shape = new int[batch.rank() - 1];
    Arrays.setAll(shape, i -> batch.dim(i + 1));
    return new Activation(shape.length == 0 ? new int[] {1} : shape, values);
  }

  static Activation ofVector(float[] values) {
    return new Activation(new int[] {values.length}, values);
  }

  /// The mean over all dims but the last: of the time steps `[T',D]` or tokens `[N,D]` their mean
  /// `[D]`, of an image `[T,F,C]` that of each channel.
  public float[] pooled() {
    int last = shape[shape.length - 1];
    double[] sums = new double[last];
    for (int i = 0; i < values.length; i++) {
      sums[i % last] += values[i];
    }
    float[] mean = new float[last];
    for (int i = 0; i < last; i++) {
      mean[i] = (float) (sums[i] * last / values.length);
    }
    return mean;
  }
}
