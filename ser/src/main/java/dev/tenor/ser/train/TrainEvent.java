package dev.tenor.ser.train;

import java.util.List;

/// What a training run tells its listener.
public sealed interface TrainEvent {
  /// A sentence for people: what was loaded, what begins.
  record Message(String text) implements TrainEvent {}

  /// Recordings whose features are there, `cached` of them from the cache.
  record Features(int done, int cached, int total) implements TrainEvent {}

  /// A step of training.
  record Step(int epoch, int epochs, int step, int steps, double loss) implements TrainEvent {}

  /// The end of an epoch; `best` if its validation WA is the highest so far.
  record Epoch(EpochRecord record, int epochs, boolean best) implements TrainEvent {}

  /// Where the time went, as the lines of a table.
  record Profile(List<String> lines) implements TrainEvent {}
}
