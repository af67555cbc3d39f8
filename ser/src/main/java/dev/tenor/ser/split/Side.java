package dev.tenor.ser.split;

import java.util.Locale;

/// What an utterance is used for: fitting weights, choosing the epoch, or the final score.
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
