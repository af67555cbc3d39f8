package dev.tenor.tools.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.Training;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.run.Execution;
import java.nio.file.Path;
import java.util.function.Consumer;

/// What an executor is told: a training and how to execute it, as JSON of about 3 kB.
record Order(Training training, Settings settings) {
  /// How trainings are executed, see [Execution].
  ///
  /// @param cache the place of the cache of features, null for none
  record Settings(
      int threads,
      Path cache,
      boolean skipUnreadable,
      boolean keepCheckpoint,
      String command,
      FigureStyle figures) {
    /// @param threads instead of those of the execution
    static Settings of(Execution execution, int threads) {
      FeatureCache cache = execution.cache();
      return new Settings(
          threads,
          cache == null ? null : cache.place().toAbsolutePath().normalize(),
          execution.skipUnreadable(),
          execution.keepCheckpoint(),
          execution.command(),
          execution.figures());
    }

    /// @param warnings of the cache
    Execution execution(Consumer<String> warnings) {
      return new Execution(
          threads,
          false,
          cache == null ? null : new FeatureCache(cache, warnings),
          skipUnreadable,
          keepCheckpoint,
          command,
          figures);
    }
  }

  /// What an executor answers.
  ///
  /// @param warning a line for people, null for none
  record Answer(Training.End end, String warning) {}

  static <T> T read(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "a message of another version of Tenor; use the same jars on driver and executors", e);
    }
  }
}
