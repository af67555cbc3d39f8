package dev.tenor.tools.options;

import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.experiment.Trainings;
import dev.tenor.ser.run.Execution;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Other processes, on this machine or on many, that work for a command.
public interface Cluster extends AutoCloseable {
  /// Connects to clusters of one kind; found by [java.util.ServiceLoader].
  interface Provider {
    /// @param name what the cluster calls the work
    /// @param master where the cluster is
    /// @param settings of the cluster, by its own names
    /// @param said takes lines for people
    /// @throws IllegalArgumentException if the master or a setting is wrong
    Cluster open(String name, String master, Map<String, String> settings, Consumer<String> said);
  }

  /// Trainings on this cluster. As many threads as a task has processors take the place of those of
  /// the execution.
  Trainings trainings(Execution execution);

  /// Computes the features of recordings and writes them as a table. What the table holds already
  /// stays; recordings that cannot be read become rows of a table of errors.
  ///
  /// @param files recordings, and folders of them, of any file system that the cluster knows
  /// @param out the folder of the table, likewise
  /// @throws dev.tenor.ser.DataException if there is no recording, or the folder holds other
  ///   features
  /// @throws dev.tenor.engine.io.WriteException if not all could be written
  Table features(FeatureConfig config, List<String> files, String out, Progress progress)
      throws IOException, InterruptedException;

  /// A table of features.
  ///
  /// @param recordings rows and errors together
  /// @param failed recordings that could not be read
  /// @param errors where they are listed, null if there are none
  record Table(long recordings, long failed, String errors) {}

  /// How far a table is.
  interface Progress {
    /// @param done recordings so far, errors among them
    void on(long done, long total);
  }

  /// Stops what it still does, and disconnects.
  @Override
  void close();
}
