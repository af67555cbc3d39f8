package dev.tenor.tools.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.Training;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.run.Execution;
import dev.tenor.tools.options.ClusterMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// What an executor is told: a training and how to execute it, as JSON of about 3 kB.
record Order(Training training, Settings settings) {
  /// How trainings are executed, see [Execution].
  ///
  /// @param cache the place of the cache of features, null for none
  /// @param table that of a table of them, likewise
  record Settings(
      int threads,
      Path cache,
      String table,
      boolean skipUnreadable,
      boolean keepCheckpoint,
      String command,
      FigureStyle figures) {
    /// @param threads instead of those of the execution
    static Settings of(Execution execution, int threads) {
      FeatureCache cache = execution.cache();
      return new Settings(
          threads,
          cache == null || cache.place() == null
              ? null
              : cache.place().toAbsolutePath().normalize(),
          cache == null || cache.table() == null ? null : ClusterMixin.absolute(cache.table()),
          execution.skipUnreadable(),
          execution.keepCheckpoint(),
          execution.command(),
          execution.figures());
    }

    /// @param warnings of the cache
    /// @throws IOException if the table cannot be read
    Execution execution(Consumer<String> warnings) throws IOException {
      FeatureCache opened = null;
      if (table != null) {
        opened = FeatureCache.of(cache, warnings, table, ParquetTables.once(table));
      } else if (cache != null) {
        opened = new FeatureCache(cache, warnings);
      }
      return new Execution(
          threads, false, opened, skipUnreadable, keepCheckpoint, command, figures);
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
          "a message of another version of Tenor ("
              + e.getOriginalMessage()
              + "); use the same jars on driver and executors",
          e);
    }
  }
}
