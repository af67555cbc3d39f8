package dev.tenor.ser.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Map;

/// JSON as the project writes and reads it: enums are read in any case; unknown keys and missing
/// values are errors, but for those that older files do not have (see [Setting#absent]).
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private Json() {}

  /// The shared mapper; it is immutable in use.
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /// On one line.
  public static String compact(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("json: cannot write " + value.getClass(), e);
    }
  }

  /// Settings without those that have the value which their absence means (see [Setting#absent]),
  /// also in records within the record: a setting that is invented later changes no file that does
  /// not use it.
  public static JsonNode brief(Record settings) {
    ObjectNode tree = MAPPER.valueToTree(settings);
    shorten(tree, settings.getClass());
    return tree;
  }

  private static void shorten(ObjectNode tree, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      JsonNode value = tree.get(component.getName());
      if (value instanceof ObjectNode inner && component.getType().isRecord()) {
        shorten(inner, component.getType());
      } else if (setting != null && isAbsent(value, setting.absent())) {
        tree.remove(component.getName());
      }
    }
  }

  private static boolean isAbsent(JsonNode value, String absent) {
    if (absent.isEmpty()) {
      return false;
    }
    return value.isNumber()
        ? value.doubleValue() == Double.parseDouble(absent)
        : value.asText().equalsIgnoreCase(absent);
  }

  /// Indented, with a newline at the end.
  public static String pretty(Object value) {
    ObjectWriter writer = MAPPER.writerWithDefaultPrettyPrinter();
    try {
      return writer.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("json: cannot write " + value.getClass(), e);
    }
  }

  /// `base` with some components replaced, which validates the result again.
  ///
  /// @param overrides component names of `base` and their new values
  /// @throws IllegalArgumentException if a name is unknown or a value does not fit
  public static <T extends Record> T with(T base, Map<String, ?> overrides) {
    ObjectNode tree = MAPPER.valueToTree(base);
    overrides.forEach((name, value) -> {
      if (!tree.has(name)) {
        throw new IllegalArgumentException(
            "there is no setting '" + name + "' in " + base.getClass().getSimpleName());
      }
      tree.set(name, MAPPER.valueToTree(value));
    });
    @SuppressWarnings("unchecked")
    Class<T> type = (Class<T>) base.getClass();
    return convert(tree, type, type.getSimpleName());
  }

  /// Reads a record from JSON.
  ///
  /// @param where what the tree is, for messages
  /// @throws IllegalArgumentException with one line that names the key and what is wrong
  public static <T> T convert(JsonNode tree, Class<T> type, String where) {
    complete(tree, type);
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(problem(e, where), e);
    }
  }

  /// Adds the settings that older files do not have, also of records within the record.
  private static void complete(JsonNode tree, Class<?> type) {
    if (!(tree instanceof ObjectNode object) || !type.isRecord()) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      if (setting != null && !setting.absent().isEmpty() && !object.has(component.getName())) {
        if (component.getType().isRecord()) {
          object.putObject(component.getName());
        } else {
          object.put(component.getName(), setting.absent());
        }
      }
      complete(object.get(component.getName()), component.getType());
    }
  }

  /// The message of a record's own validation, or the key and Jackson's message.
  private static String problem(JsonProcessingException e, String where) {
    if (e.getCause() instanceof IllegalArgumentException invalid) {
      return invalid.getMessage();
    }
    StringBuilder key = new StringBuilder(where);
    if (e instanceof JsonMappingException mapping) {
      mapping.getPath().stream()
          .filter(step -> step.getFieldName() != null)
          .forEach(step -> key.append('.').append(step.getFieldName()));
    }
    if (e instanceof UnrecognizedPropertyException) {
      return key + ": there is no such setting";
    }
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    return key
        + ": "
        + message
            .replaceAll("\\b([a-z]\\w*\\.)+(?=[A-Z])", "") // packages
            .replaceAll(" \\((but could if|set Des).*", ""); // advice to programmers
  }
}
