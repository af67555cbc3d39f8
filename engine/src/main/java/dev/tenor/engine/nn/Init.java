package dev.tenor.engine.nn;

import dev.tenor.engine.random.RandomStream;
import java.util.Arrays;

/// How a parameter gets its first values. Each parameter has a random stream of its own, so the
/// values do not depend on the order in which layers are built.
@FunctionalInterface
public interface Init {
  void fill(float[] values, RandomStream random);

  static Init constant(float value) {
    return (values, random) -> Arrays.fill(values, value);
  }

  /// Normal with mean 0 and this standard deviation.
  static Init normal(double deviation) {
    return (values, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
    };
  }

  /// Uniform in (−bound, bound).
  static Init uniform(double bound) {
    return (values, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.uniform(-bound, bound);
      }
    };
  }

  /// Uniform with bound √(6 / (fanIn + fanOut)) (Glorot and Bengio 2010).
  static Init xavierUniform(int fanIn, int fanOut) {
    return uniform(Math.sqrt(6.0 / (fanIn + fanOut)));
  }

  /// Uniform with bound √(6 / ((1 + a²)·fanIn)) (He et al. 2015); `a` is the slope of the leaky
  /// ReLU after the layer. PyTorch's linear and convolution layers use a = √5, which makes the
  /// bound 1/√fanIn.
  static Init kaimingUniform(int fanIn, double a) {
    return uniform(Math.sqrt(6 / ((1 + a * a) * fanIn)));
  }
}
