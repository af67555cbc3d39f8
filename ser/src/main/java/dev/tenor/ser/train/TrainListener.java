package dev.tenor.ser.train;

/// Hears what happens in a training run. Feature events may come from several threads.
@FunctionalInterface
public interface TrainListener {
  /// Hears nothing.
  TrainListener NONE = event -> {};

  void on(TrainEvent event);

  /// Tells people a sentence.
  default void say(String text) {
    on(new TrainEvent.Message(text));
  }
}
