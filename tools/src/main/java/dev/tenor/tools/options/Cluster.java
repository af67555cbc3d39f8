package dev.tenor.tools.options;

import dev.tenor.ser.experiment.Trainings;
import dev.tenor.ser.run.Execution;
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

  /// Stops what it still does, and disconnects.
  @Override
  void close();
}
