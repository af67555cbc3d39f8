package dev.tenor.ser.synth;

/// Decibels as factors.
final class Decibels {
  private Decibels() {}

  static double amplitude(double decibels) {
    return StrictMath.pow(10, decibels / 20);
  }

  static double power(double decibels) {
    return StrictMath.pow(10, decibels / 10);
  }
}
