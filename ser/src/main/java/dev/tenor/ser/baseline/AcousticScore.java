package dev.tenor.ser.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Share;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The scores of an acoustic baseline.
///
/// @param name what it is, without an article
/// @param test of the test side
/// @param answers to the test side, null where only the scores are known
public record AcousticScore(String name, Metrics test, Predictions answers) {
  /// One of which only the scores are known.
  public AcousticScore(String name, Metrics test) {
    this(name, test, null);
  }

  /// For JSON.
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("wa", Share.json(test.wa()));
    map.put("ua", Share.json(test.ua()));
    map.put("macro_f1", Share.json(test.macroF1()));
    map.put("loss", Share.json(test.loss()));
    map.put("confusion", test.confusion());
    return map;
  }

  /// The inverse of [#map].
  ///
  /// @param labels the classes, in the order of the confusion matrix
  /// @throws IllegalArgumentException if something is missing or of another kind
  public static AcousticScore of(JsonNode map, List<String> labels) {
    JsonNode loss = map.path("loss");
    int[][] confusion = Json.convert(map.path("confusion"), int[][].class, "confusion");
    int n = labels.size();
    if (!map.path("name").isTextual()
        || confusion == null
        || confusion.length != n
        || !Arrays.stream(confusion).allMatch(row -> row != null && row.length == n)) {
      throw new IllegalArgumentException(
          "a baseline needs a name and a confusion matrix of the classes " + labels + ": " + map);
    }
    return new AcousticScore(
        map.get("name").textValue(),
        new Metrics(labels, confusion, loss.isNumber() ? loss.doubleValue() : Double.NaN));
  }
}
