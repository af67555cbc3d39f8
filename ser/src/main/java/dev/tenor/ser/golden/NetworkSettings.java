package dev.tenor.ser.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Presets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The metadata of a network's golden file: `config` (a JSON object of what differs from the preset
/// `paper`), `steps`, `lr` and `weight_decay`.
record NetworkSettings(NetworkConfig config, int steps, double lr, double weightDecay) {
  private static final int MAX_STEPS = 10_000;

  /// Short names that the files use, and the settings they mean; others are the settings' own names
  /// in camel or snake case.
  private static final Map<String, String> SHORT =
      Map.of(
          "scale", "embedScale",
          "d_lstm", "lstmHidden",
          "positional", "positionalEncoding",
          "ffn", "feedForward");

  /// @throws IllegalArgumentException for an unknown key or a value that does not fit
  static NetworkSettings of(Safetensors file) throws FormatException {
    int steps = (int) number(file, "steps");
    if (steps < 1 || steps > MAX_STEPS) {
      throw malformed(file, "steps is " + steps + ", not in 1…" + MAX_STEPS);
    }
    return new NetworkSettings(
        config(file), steps, number(file, "lr"), number(file, "weight_decay"));
  }

  private static NetworkConfig config(Safetensors file) throws FormatException {
    Map<String, Object> settings = new LinkedHashMap<>();
    JsonNode tree = tree(file);
    tree.properties().forEach(e -> settings.put(setting(e.getKey()), e.getValue()));
    Object preset = settings.remove("preset");
    NetworkConfig base =
        Presets.network(preset instanceof JsonNode name ? name.asText() : Presets.PAPER);
    int[] input = file.shape("input");
    int[] logits = file.shape("logits_eval");
    if (input.length != 3 || logits.length != 2) {
      throw malformed(file, "'input' must be [B,T,F] and 'logits_eval' [B,K]");
    }
    int blocks =
        settings.get("channels") instanceof JsonNode list ? list.size() : base.channels().size();
    settings.put("frames", input[1]);
    settings.put("mels", input[2]);
    settings.put("classes", logits[1]);
    settings.put("dropout", Collections.nCopies(blocks, 0.0));
    settings.put("transformerDropout", 0.0);
    return Json.with(base, settings);
  }

  private static JsonNode tree(Safetensors file) throws FormatException {
    try {
      JsonNode tree = Json.mapper().readTree(text(file, "config"));
      if (tree.isObject()) {
        return tree;
      }
      throw malformed(file, "config is not a JSON object");
    } catch (JsonProcessingException e) {
      throw new FormatException(
          file.path(), "config is not JSON: " + e.getOriginalMessage(), "write the file again", e);
    }
  }

  private static String setting(String key) {
    if (SHORT.containsKey(key)) {
      return SHORT.get(key);
    }
    StringBuilder camel = new StringBuilder();
    for (String word : key.split("_")) {
      camel.append(
          camel.isEmpty() || word.isEmpty()
              ? word
              : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return camel.toString();
  }

  private static double number(Safetensors file, String key) throws FormatException {
    try {
      return Double.parseDouble(text(file, key));
    } catch (NumberFormatException e) {
      throw malformed(file, key + " is '" + file.metadata().get(key) + "', no number");
    }
  }

  private static String text(Safetensors file, String key) throws FormatException {
    String value = file.metadata().get(key);
    if (value == null) {
      throw malformed(file, "the metadata hold no '" + key + "'");
    }
    return value;
  }

  private static FormatException malformed(Safetensors file, String problem) {
    return new FormatException(file.path(), problem, "write the file again");
  }
}
