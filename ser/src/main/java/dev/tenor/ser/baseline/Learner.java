package dev.tenor.ser.baseline;

import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import java.io.IOException;

/// A classifier of vectors that is fitted in far less time than a network: seconds for hundreds of
/// vectors, less than a minute for thousands. The same data give the same bits; nothing is random.
public sealed interface Learner permits Svm, LogisticRegression {
  /// What it is, in a word or two.
  String name();

  /// Fits it; every class counts the same, however many examples it has.
  ///
  /// @param x `[n][d]`, standardised
  /// @param y the class number of each row, `[n]`
  /// @param classes how many there are, at least 2
  /// @throws IllegalArgumentException if a class has no example, a row has another length than the
  ///   first, or a class number is out of range
  /// @throws InterruptedException if this thread is interrupted
  Fitted fit(float[][] x, int[] y, int classes) throws InterruptedException;

  /// The inverse of [Fitted#save].
  ///
  /// @param dim the length of the vectors
  /// @throws IOException if the file does not hold such a classifier
  Fitted load(Safetensors file, int dim, int classes) throws IOException;

  /// A fitted classifier; any thread may use it.
  interface Fitted {
    /// How likely each class is.
    ///
    /// @param x `[d]`
    /// @return `[classes]`, not negative, of sum 1
    float[] probabilities(float[] x);

    /// Adds all that it consists of. A loaded one gives the same bits.
    void save(SafetensorsWriter writer);
  }
}
