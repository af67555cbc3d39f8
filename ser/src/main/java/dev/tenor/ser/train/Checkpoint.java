package dev.tenor.ser.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import dev.tenor.engine.optim.Adam;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The state needed to resume an interrupted run with the same results: written after every epoch,
/// replacing the one before.
public final class Checkpoint {
  private static final String CURRENT = "current.";
  private static final String BEST = "best.";
  private static final String HINT = "remove it to train from the beginning";

  private Checkpoint() {}

  /// @param best the weights of the best epoch so far
  public static void save(
      Path file, ParameterSlab current, ParameterSlab best, Adam adam, History history)
      throws IOException {
    Adam.State state = adam.state();
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", "tenor-checkpoint-1")
            .metadata("steps", Long.toString(state.steps()))
            .metadata("history", Json.compact(history.records()));
    StateDict.save(current, writer, CURRENT);
    StateDict.save(best, writer, BEST);
    writer.add("adam.m", new int[] {state.m().length}, state.m());
    writer.add("adam.v", new int[] {state.v().length}, state.v());
    writer.write(file);
  }

  /// Restores everything from a checkpoint and returns the history.
  ///
  /// @throws FormatException if the file is no checkpoint of this network
  ///
  /// @param monitor by which the best epoch is chosen
  public static History load(
      Path file, ParameterSlab current, ParameterSlab best, Adam adam, Monitor monitor)
      throws IOException {
    Safetensors saved = Safetensors.read(file);
    try {
      long steps = Long.parseLong(saved.metadata().getOrDefault("steps", ""));
      String history = saved.metadata().getOrDefault("history", "");
      List<EpochRecord> records = List.of(Json.mapper().readValue(history, EpochRecord[].class));
      StateDict.load(current, saved, CURRENT);
      StateDict.load(best, saved, BEST);
      adam.restore(new Adam.State(saved.floats("adam.m"), saved.floats("adam.v"), steps));
      return new History(monitor, records);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new FormatException(file, "it is not a checkpoint: " + e.getMessage(), HINT, e);
    }
  }
}
