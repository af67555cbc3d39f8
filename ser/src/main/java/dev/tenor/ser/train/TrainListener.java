package dev.tenor.ser.train;

/// Callback for the events of a training run. Feature events may come from several threads.
@FunctionalInterface
public interface TrainListener {
  /// Does nothing.
  TrainListener NONE = event -> {};

  void on(TrainEvent event);

  /// Sends a message for the user.
  default void say(String text) {
    on(new TrainEvent.Message(text));
  }
}
