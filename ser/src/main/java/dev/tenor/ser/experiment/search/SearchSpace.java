package dev.tenor.ser.experiment.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.DataException;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which settings a search varies, and the values that they may take.
///
/// @param parameters setting → values
public record SearchSpace(SortedMap<String, Parameter> parameters) {
  private static final List<String> KEYS = List.of("min", "max", "log", "integer");

  /// Reads `{"lr": {"min": 1e-4, "max": 1e-2, "log": true}, "depth": [0, 1, 2]}`.
  ///
  /// @throws DataException if the file is missing or no such JSON, naming the setting
  public static SearchSpace read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file + ": there is no such file; name a JSON file with the space");
    }
    SortedMap<String, Parameter> parameters = new TreeMap<>();
    try {
      JsonNode root = Json.mapper().readTree(Files.readAllBytes(file));
      if (!root.isObject() || root.isEmpty()) {
        throw new DataException(file + ": is no JSON object with settings; expected {\"lr\": […]}");
      }
      for (Map.Entry<String, JsonNode> entry : root.properties()) {
        parameters.put(entry.getKey(), parameter(file, entry.getKey(), entry.getValue()));
      }
    } catch (JsonProcessingException e) {
      throw new DataException(file + ": is not valid JSON: " + e.getOriginalMessage(), e);
    }
    return new SearchSpace(parameters);
  }

  private static Parameter parameter(Path file, String setting, JsonNode values)
      throws DataException {
    try {
      if (values.isArray()) {
        return new Parameter.Choice(List.of(Json.convert(values, Object[].class, setting)));
      }
      if (!values.isObject()) {
        throw new IllegalArgumentException("expected a list of values, or min and max");
      }
      values.fieldNames().forEachRemaining(SearchSpace::requireKey);
      return new Parameter.Range(
          number(values, "min"),
          number(values, "max"),
          flag(values, "log"),
          flag(values, "integer"));
    } catch (IllegalArgumentException | NullPointerException e) {
      String problem = e instanceof NullPointerException ? "null is no value" : e.getMessage();
      throw new DataException(file + ": " + setting + " is " + values + ": " + problem, e);
    }
  }

  private static void requireKey(String key) {
    if (!KEYS.contains(key)) {
      throw new IllegalArgumentException("unknown key '" + key + "'; keys: " + KEYS);
    }
  }

  private static double number(JsonNode values, String key) {
    if (!values.path(key).isNumber()) {
      throw new IllegalArgumentException(key + " is not a number");
    }
    return values.get(key).doubleValue();
  }

  private static boolean flag(JsonNode values, String key) {
    if (values.has(key) && !values.get(key).isBoolean()) {
      throw new IllegalArgumentException(key + " is not true or false");
    }
    return values.path(key).booleanValue();
  }

  /// Draws trials. Every value has a random stream of its own, by seed, trial and setting: trial i
  /// is the same however many there are.
  public List<Variant> trials(long seed, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("search: " + count + " trials; give at least 1");
    }
    List<Variant> trials = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Map<String, Object> settings = new TreeMap<>();
      for (Map.Entry<String, Parameter> parameter : parameters.entrySet()) {
        String stream = String.format(Locale.ROOT, "search/%d/%s", i, parameter.getKey());
        settings.put(parameter.getKey(), parameter.getValue().draw(RandomStream.of(seed, stream)));
      }
      trials.add(new Variant("trial " + i, settings));
    }
    return trials;
  }
}
