package dev.tenor.ser.train;

import dev.tenor.engine.random.RandomStream;

/// Takes a window of an utterance and draws it on another grid, with linear interpolation of the
/// log-mel values: `tempo` along time, where a window of T·f frames becomes T, and `warp` along the
/// mel bins, where bin m takes the value at m·f (vocal tract length perturbation, Jaitly and Hinton
/// 2013, on mel bins rather than hertz). An utterance shorter than its window starts again.
///
/// @param tempo most by which time is scaled, as a share; `warp` likewise of the mel axis
record Stretch(double tempo, double warp) {
  /// Fills [frames · columns] of `to` from `at`.
  ///
  /// @param from features [any · columns]
  /// @param mels how many of the columns are mel bins, the first ones
  void draw(
      float[] from, float[] to, int at, int frames, int columns, int mels, RandomStream random) {
    int there = from.length / columns;
    double speed = factor(tempo, random);
    double scale = factor(warp, random);
    int window = (int) Math.ceil(frames * speed);
    double start = there > window ? random.nextInt(there - window + 1) : 0;
    for (int t = 0; t < frames; t++) {
      double time = start + t * speed;
      int before = (int) time;
      row(
          from,
          before % there,
          (before + 1) % there,
          (float) (time - before),
          to,
          at + t * columns,
          columns);
    }
    if (scale != 1) {
      float[] row = new float[mels];
      for (int t = 0; t < frames; t++) {
        warp(to, at + t * columns, row, scale);
      }
    }
  }

  /// Log-uniform in 1/(1 + most) … 1 + most.
  private static double factor(double most, RandomStream random) {
    double bound = StrictMath.log(1 + most);
    return most == 0 ? 1 : StrictMath.exp(random.uniform(-bound, bound));
  }

  private static void row(
      float[] from, int a, int b, float weight, float[] to, int at, int columns) {
    for (int c = 0; c < columns; c++) {
      float x = from[a * columns + c];
      to[at + c] = weight == 0 ? x : x + weight * (from[b * columns + c] - x);
    }
  }

  private static void warp(float[] to, int at, float[] row, double scale) {
    int mels = row.length;
    System.arraycopy(to, at, row, 0, mels);
    for (int m = 0; m < mels; m++) {
      double place = Math.min(mels - 1, m * scale);
      int below = (int) place;
      int above = Math.min(mels - 1, below + 1);
      to[at + m] = (float) (row[below] + (place - below) * (row[above] - row[below]));
    }
  }
}
