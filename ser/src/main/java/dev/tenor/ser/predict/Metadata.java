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

  /// A number as text, see [TrainedModel#unsure].
  static final String UNSURE = "unsure";

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

  /// The threshold of unsure answers, 0 where there is none.
  ///
  /// @throws FormatException if it is no probability
  static double unsure(Safetensors file) throws FormatException {
    String text = file.metadata().get(UNSURE);
    try {
      double unsure = text == null ? 0 : Double.parseDouble(text);
      if (unsure >= 0 && unsure <= 1) {
        return unsure;
      }
    } catch (NumberFormatException _) {
      // reported below with numbers that are no probabilities
    }
    throw new FormatException(
        file.path(),
        "its metadata '" + UNSURE + "' is '" + text + "', must be a probability from 0 to 1",
        "store it again");
  }

  /// Whether labels are there, each once.
  static boolean areDifferent(List<String> labels) {
    return !labels.contains(null) && new HashSet<>(labels).size() == labels.size();
  }
}
