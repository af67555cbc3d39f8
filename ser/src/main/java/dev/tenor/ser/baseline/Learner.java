package dev.tenor.ser.baseline;

/// A classifier of vectors that is fitted in far less time than a network: seconds for hundreds of
/// vectors, less than a minute for thousands. The same data give the same bits.
public interface Learner {
  /// What it is, in a word or two.
  String name();

  /// Fits it; every class counts the same, however many examples it has.
  ///
  /// @param x `[n][d]`, standardised
  /// @param y the class number of each row, `[n]`
  /// @param classes how many there are, at least 2
  /// @throws IllegalArgumentException if a class has no example, a row has another length than the
  ///   first, or a class number is out of range
  Fitted fit(float[][] x, int[] y, int classes);

  /// A fitted classifier; any thread may use it.
  @FunctionalInterface
  interface Fitted {
    /// How likely each class is.
    ///
    /// @param x `[d]`
    /// @return `[classes]`, not negative, of sum 1
    float[] probabilities(float[] x);
  }
}
