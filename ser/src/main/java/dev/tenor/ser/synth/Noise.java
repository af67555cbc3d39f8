package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;

/// White noise.
final class Noise {
  /// Scales the difference of two uniform numbers to variance 1.
  private static final double UNIT_VARIANCE = Math.sqrt(6);

  private Noise() {}

  /// Triangular in ±√6, mean 0, variance 1: as white as normal noise and far cheaper.
  static double next(RandomStream random) {
    return UNIT_VARIANCE * (random.nextFloat() - random.nextFloat());
  }
}
