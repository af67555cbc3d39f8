package dev.tenor.ser.experiment;

import dev.tenor.ser.train.TrainListener;
import java.util.List;

/// Where the trainings of an experiment run: in this process ([LocalTrainings]), or on other
/// machines.
public interface Trainings {
  /// What happens to trainings, from any thread.
  interface Events {
    /// A training starts or is resumed; its events go to the returned listener. One that is tried
    /// again starts again.
    TrainListener started(Training one);

    /// A training is done, was done before, or failed; each ends once.
    void ended(Training one, Training.End end);
  }

  /// Does some trainings, in any order; one that fails does not stop the others.
  ///
  /// @param all each with another folder
  /// @throws InterruptedException if the thread is interrupted: what is not done is resumed next
  ///   time
  void run(List<Training> all, Events events) throws InterruptedException;
}
