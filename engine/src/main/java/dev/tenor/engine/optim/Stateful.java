package dev.tenor.engine.optim;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;

/// Something that training changes and a [Checkpoint] keeps.
public interface Stateful {
  /// Adds the state to `writer`: tensors and metadata whose names begin with `prefix`.
  void save(SafetensorsWriter writer, String prefix);

  /// Reads what [#save] wrote, and changes nothing yet.
  ///
  /// @return takes the state over when it is run
  /// @throws FormatException if the file holds no state that fits
  Runnable load(Safetensors file, String prefix) throws FormatException;
}
