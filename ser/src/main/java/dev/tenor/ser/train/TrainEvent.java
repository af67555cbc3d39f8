package dev.tenor.ser.train;

import java.util.List;

/// An event of a training run.
public sealed interface TrainEvent {
  /// A message for the user.
  record Message(String text) implements TrainEvent {}

  /// Progress of feature extraction: recordings done, `cached` of them from the cache.
  record Features(int done, int cached, int total) implements TrainEvent {}

  /// A step of training.
  record Step(int epoch, int epochs, int step, int steps, double loss) implements TrainEvent {}

  /// The end of an epoch; `best` if its validation WA is the highest so far.
  record Epoch(EpochRecord record, int epochs, boolean best) implements TrainEvent {}

  /// A profile, as the lines of a table.
  record Profile(List<String> lines) implements TrainEvent {}
}
