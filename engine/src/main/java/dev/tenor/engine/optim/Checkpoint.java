package dev.tenor.engine.optim;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.nn.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an interrupted training needs to go on with the same bits, in one safetensors file: weights
/// under PyTorch's names after the name of their part, optimisers, averages, and notes of your own
/// such as the epoch. Random numbers need no state: they are functions of the seed and the step.
///
/// ```java
/// Checkpoint checkpoint = new Checkpoint().with("network", slab).with("optimizer", adam);
/// checkpoint.save(path, Map.of("epoch", "3"));
/// int epoch = Integer.parseInt(checkpoint.load(path).get("epoch"));
/// ```
public final class Checkpoint {
  private static final String FORMAT = "tenor-training-1";
  private static final String NOTE = "note.";

  private final Map<String, Stateful> parts = new LinkedHashMap<>();

  /// Adds a part; returns this.
  ///
  /// @param name without a dot; tensors of the part are called `name.…`
  /// @throws IllegalArgumentException if the name has a dot or is taken
  public Checkpoint with(String name, Stateful part) {
    if (name.contains(".") || parts.putIfAbsent(name, part) != null) {
      throw new IllegalArgumentException(
          "checkpoint: part '" + name + "' is there already, or its name has a dot");
    }
    return this;
  }

  /// Adds the weights and running statistics of a network.
  public Checkpoint with(String name, ParameterSlab slab) {
    return with(name, new Weights(slab));
  }

  private record Weights(ParameterSlab slab) implements Stateful {
    @Override
    public void save(SafetensorsWriter writer, String prefix) {
      StateDict.save(slab, writer, prefix);
    }

    @Override
    public Runnable load(Safetensors file, String prefix) throws FormatException {
      return StateDict.prepared(slab, file, prefix);
    }
  }

  /// Replaces `file` by the state of all parts, whole or not at all.
  ///
  /// @param notes come back from [#load]
  public void save(Path file, Map<String, String> notes) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter().metadata("format", FORMAT);
    notes.forEach((key, value) -> writer.metadata(NOTE + key, value));
    parts.forEach((name, part) -> part.save(writer, name + "."));
    writer.write(file);
  }

  /// The same without notes.
  public void save(Path file) throws IOException {
    save(file, Map.of());
  }

  /// Restores all parts and returns the notes.
  ///
  /// @throws FormatException if the file is no checkpoint of these parts; then nothing has changed
  public Map<String, String> load(Path file) throws IOException {
    Safetensors saved = Safetensors.read(file);
    if (!FORMAT.equals(saved.metadata().get("format"))) {
      throw new FormatException(
          file, "it is no checkpoint", "load weights alone with StateDict.load");
    }
    List<Runnable> loaded = new ArrayList<>();
    for (Map.Entry<String, Stateful> part : parts.entrySet()) {
      loaded.add(part.getValue().load(saved, part.getKey() + "."));
    }
    loaded.forEach(Runnable::run);
    Map<String, String> notes = new LinkedHashMap<>();
    saved
        .metadata()
        .forEach((key, value) -> {
          if (key.startsWith(NOTE)) {
            notes.put(key.substring(NOTE.length()), value);
          }
        });
    return notes;
  }
}
