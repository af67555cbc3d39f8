package dev.tenor.ser.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.ser.DataException;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What has to be known about a model before it is used, as JSON; [CardWriter] makes it, [CardPage]
/// shows it. It lies in the metadata of the model's file under `card`.
///
/// @param json an object; empty where a model has no card
public record ModelCard(ObjectNode json) {
  private static final String KEY = "card";

  /// The threshold in the card; in the file's other metadata, where predictions find it, also.
  static final String UNSURE = "unsure";

  /// The card in a model's file; empty if it has none.
  ///
  /// @throws FormatException if it is damaged
  static ModelCard in(Safetensors model) throws FormatException {
    String text = model.metadata().get(KEY);
    if (text == null) {
      return new ModelCard(JsonNodeFactory.instance.objectNode());
    }
    try {
      if (Json.mapper().readTree(text) instanceof ObjectNode object) {
        return new ModelCard(object);
      }
    } catch (JsonProcessingException e) {
      throw damaged(model, e);
    }
    throw damaged(model, null);
  }

  private static FormatException damaged(Safetensors model, Exception cause) {
    String problem = "its metadata '" + KEY + "' is no JSON object";
    return new FormatException(
        model.path(), problem, "write it again with 'tenor models pack'", cause);
  }

  /// A card in a JSON file.
  ///
  /// @throws DataException if it is no JSON object
  public static ModelCard read(Path file) throws IOException {
    try {
      if (Json.mapper().readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
        return new ModelCard(object);
      }
    } catch (JsonProcessingException e) {
      throw new DataException(file + ": is not valid JSON: " + e.getOriginalMessage(), e);
    }
    throw new DataException(file + ": is no JSON object; write it with 'tenor models card --json'");
  }

  /// Writes a copy of a model with this card and the threshold that it names; every tensor and all
  /// other metadata stay.
  void writeInto(Safetensors model, Path file) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    Map<String, String> metadata = new LinkedHashMap<>(model.metadata());
    metadata.put(KEY, Json.compact(json));
    JsonNode unsure = json.path(UNSURE).path("below");
    if (unsure.isNumber()) {
      metadata.put(UNSURE, unsure.asText());
    }
    metadata.forEach(writer::metadata);
    for (String name : model.names()) {
      switch (model.dtype(name)) {
        case F32 -> writer.add(name, model.shape(name), model.floats(name));
        case I64 -> writer.addLongs(name, model.shape(name), model.longs(name));
        default ->
            throw new FormatException(
                model.path(), name + " is neither F32 nor I64", "train the model again");
      }
    }
    writer.write(file);
  }

  public boolean isEmpty() {
    return json.isEmpty();
  }

  /// One line of what the model is for; empty if the card does not say.
  public String purpose() {
    return json.path("purpose").asText();
  }

  /// The names of the corpora.
  public List<String> corpora() {
    return json.path("data").propertyStream().map(Map.Entry::getKey).toList();
  }

  /// The licences of the corpora in short, each once.
  public String licence() {
    return json.path("data")
        .valueStream()
        .map((JsonNode corpus) -> corpus.path("licence").asText())
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
