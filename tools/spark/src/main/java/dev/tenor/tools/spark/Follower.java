package dev.tenor.tools.spark;

import dev.tenor.ser.experiment.Training;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.train.EpochRecord;
import dev.tenor.ser.train.History;
import dev.tenor.ser.train.TrainConfig;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Tells a listener of the epochs of a run that another process trains, by what its folders hold.
final class Follower {
  private final Training training;
  private final TrainListener listener;
  private int told;

  Follower(Training training, TrainListener listener) {
    this.training = training;
    this.listener = listener;
  }

  /// Looks once, at the run and its attempts.
  void look() {
    try {
      List<Path> places = new ArrayList<>(List.of(training.out()));
      places.addAll(AttemptFolder.all(training.out()));
      TrainConfig config = training.spec().config().training();
      for (Path place : places) {
        Path file = new RunDirectory(place).history();
        if (Files.exists(file)) {
          tell(History.read(file, config), config.epochs());
        }
      }
    } catch (IOException _) {
      // an attempt that ended meanwhile; what matters comes with the answer
    }
  }

  private void tell(History history, int epochs) {
    for (int i = told; i < history.size(); i++) {
      EpochRecord epoch = history.records().get(i);
      boolean best = epoch.epoch() == history.bestEpoch();
      listener.on(new TrainEvent.Epoch(epoch, epochs, best));
      int next = Math.min(epoch.epoch() + 1, epochs);
      listener.on(new TrainEvent.Step(next, epochs, epoch.epoch() == epochs ? 1 : 0, 1, 0));
    }
    told = Math.max(told, history.size());
  }
}
