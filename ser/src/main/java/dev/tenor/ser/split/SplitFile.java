package dev.tenor.ser.split;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads and writes splits as JSON. The same split is written as the same bytes on every machine.
public final class SplitFile {
  private static final String FORMAT = "tenor-split-1";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SplitFile() {}

  /// Replaces `file` as a whole.
  ///
  /// @throws IOException if it cannot be written
  public static void save(Split split, Path file) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("corpus", split.corpus());
    json.put("protocol", split.protocol());
    json.put("rule", split.rule());
    json.put("seed", split.seed());
    json.put("fold", split.fold());
    json.put("fold_count", split.foldCount());
    ObjectNode sides = json.putObject("utterances");
    split.sides().forEach((key, side) -> sides.put(key, side.toString()));
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    String text = JSON.writer(printer).writeValueAsString(json) + "\n";
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// @throws DataException if the file is no split
  /// @throws IOException if it cannot be read
  public static Split load(Path file) throws IOException {
    JsonNode json = parse(file);
    if (!FORMAT.equals(json.path("format").textValue())) {
      throw error(file, "format is " + json.path("format") + ", expected \"" + FORMAT + "\"");
    }
    JsonNode utterances = json.path("utterances");
    if (!utterances.isObject() || utterances.isEmpty()) {
      throw error(file, "'utterances' is not an object with at least one key");
    }
    SortedMap<String, Side> sides = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : utterances.properties()) {
      sides.put(entry.getKey(), side(file, entry.getKey(), entry.getValue()));
    }
    try {
      return new Split(
          text(file, json, "corpus"),
          text(file, json, "protocol"),
          text(file, json, "rule"),
          number(file, json, "seed").longValue(),
          Math.toIntExact(number(file, json, "fold").longValue()),
          Math.toIntExact(number(file, json, "fold_count").longValue()),
          sides);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DataException(file + ": is not a valid split: " + e.getMessage(), e);
    }
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new DataException(file + ": is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Side side(Path file, String key, JsonNode value) throws DataException {
    for (Side side : Side.values()) {
      if (side.toString().equals(value.textValue())) {
        return side;
      }
    }
    throw error(
        file, key + " has subset " + value + "; subsets: " + Arrays.toString(Side.values()));
  }

  private static String text(Path file, JsonNode json, String field) throws DataException {
    if (!json.path(field).isTextual()) {
      throw error(file, "'" + field + "' is missing or no text");
    }
    return json.get(field).textValue();
  }

  private static JsonNode number(Path file, JsonNode json, String field) throws DataException {
    if (!json.path(field).canConvertToLong() || !json.path(field).isIntegralNumber()) {
      throw error(file, "'" + field + "' is missing or no whole number");
    }
    return json.get(field);
  }

  private static DataException error(Path file, String problem) {
    return new DataException(file + ": is not a valid split: " + problem);
  }
}
