package dev.tenor.bench.peers;

import java.util.List;

/// What is timed.
///
/// @param command `train` or `infer`
/// @param repetitions how often in one turn
record Task(String command, int batch, int repetitions) {
  static final List<Task> TRAINING = List.of(new Task("train", 32, 5));
  static final List<Task> INFERENCE =
      List.of(new Task("infer", 1, 40), new Task("infer", 8, 10), new Task("infer", 32, 4));

  @Override
  public String toString() {
    return (command.equals("train") ? "training step" : "inference") + ", batch " + batch;
  }
}
