package dev.tenor.ser.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.optim.Optimizer;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The state needed to resume an interrupted run with the same results: written after every epoch,
/// replacing the one before.
public final class Checkpoint {
  private static final String CURRENT = "current.";
  private static final String BEST = "best.";
  private static final String AVERAGE = "average.";
  private static final String HINT = "remove it to train from the beginning";

  private Checkpoint() {}

  /// @param history of the epochs so far
  public static void save(Path file, TrainState state, History history) throws IOException {
    Optimizer.State adam = state.adam().state();
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", "tenor-checkpoint-1")
            .metadata("steps", Long.toString(adam.steps()))
            .metadata("history", Json.compact(history.records()));
    StateDict.save(state.slab(), writer, CURRENT);
    StateDict.save(state.best(), writer, BEST);
    if (state.averages()) {
      StateDict.save(state.judged(), writer, AVERAGE);
    }
    adam.buffers()
        .forEach((name, values) -> writer.add("adam." + name, new int[] {values.length}, values));
    writer.write(file);
  }

  /// Restores everything from a checkpoint and returns the history.
  ///
  /// @throws FormatException if the file is no checkpoint of this network
  public static History load(Path file, TrainState state, TrainConfig config) throws IOException {
    Safetensors saved = Safetensors.read(file);
    try {
      long steps = Long.parseLong(saved.metadata().getOrDefault("steps", ""));
      String history = saved.metadata().getOrDefault("history", "");
      List<EpochRecord> records = List.of(Json.mapper().readValue(history, EpochRecord[].class));
      StateDict.load(state.slab(), saved, CURRENT);
      StateDict.load(state.best(), saved, BEST);
      if (state.averages()) {
        StateDict.load(state.judged(), saved, AVERAGE);
      }
      Map<String, float[]> moments =
          Map.of("m", saved.floats("adam.m"), "v", saved.floats("adam.v"));
      state.adam().restore(new Optimizer.State(steps, moments));
      return new History(config.monitor(), config.smoothing(), records);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new FormatException(file, "it is not a checkpoint: " + e.getMessage(), HINT, e);
    }
  }
}
