package dev.tenor.ser.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.stats.Temperature;
import java.util.HashSet;
import java.util.List;

/// What a model file says in JSON besides its tensors.
final class Metadata {
  static final String TEMPERATURE = "temperature";

  private Metadata() {}

  /// @throws FormatException if it is missing or damaged
  static <T> T read(Safetensors file, String key, Class<T> type) throws FormatException {
    String text = file.metadata().get(key);
    try {
      if (text != null) {
        JsonNode tree = Json.mapper().readTree(text);
        if (!tree.isContainerNode()) {
          throw new IllegalArgumentException("it is '" + text + "', neither object nor list");
        }
        return Json.convert(tree, type, key);
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      String problem = "its metadata '" + key + "' is damaged: " + e.getMessage();
      throw new FormatException(file.path(), problem, "train the model again", e);
    }
    throw new FormatException(
        file.path(), "its metadata has no '" + key + "'", "train the model again");
  }

  /// The temperature, 1 where there is none.
  ///
  /// @throws FormatException if it is damaged
  static Temperature temperature(Safetensors file) throws FormatException {
    String text = file.metadata().get(TEMPERATURE);
    try {
      return text == null ? Temperature.NONE : new Temperature(Double.parseDouble(text));
    } catch (IllegalArgumentException e) {
      String problem = "its metadata '" + TEMPERATURE + "' is damaged: " + e.getMessage();
      throw new FormatException(file.path(), problem, "train the model again", e);
    }
  }

  /// Whether labels are there, each once.
  static boolean areDifferent(List<String> labels) {
    return !labels.contains(null) && new HashSet<>(labels).size() == labels.size();
  }
}
