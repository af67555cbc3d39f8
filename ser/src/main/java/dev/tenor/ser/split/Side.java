package dev.tenor.ser.split;

import java.util.Locale;

/// The subset of a split that an utterance belongs to: training set (fits the weights), validation
/// set (chooses the epoch) or test set (the final score).
public enum Side {
  TRAIN,
  VAL,
  TEST;

  /// `train`, `val` or `test`, as in split files.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
