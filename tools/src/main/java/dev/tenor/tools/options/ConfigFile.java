package dev.tenor.tools.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.DataException;
import dev.tenor.ser.Names;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.run.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Settings in a file: `{"preset": "paper", "network": {"lstmHidden": 64}, "features": {},
/// "training": {"epochs": 50}}`, each part optional. Or the `config.json` of a run, which holds all
/// of them and the corpora, the labels, the fold and the seed.
///
/// @param preset null if the file names none
/// @param overrides settings by their keys
/// @param run what a run's file holds, null for other files
record ConfigFile(
    String preset, Map<SettingsSection, Map<String, JsonNode>> overrides, RunSpec run) {
  private static final String PRESET = "preset";

  /// Used if there is no file.
  static final ConfigFile NONE = new ConfigFile(null, Map.of(), null);

  /// @throws DataException if the file is missing or no JSON
  /// @throws IllegalArgumentException if a key is unknown
  static ConfigFile read(Path file) throws IOException {
    JsonNode root = parse(file);
    if (root.has("corpora") || root.has("corpus")) {
      return new ConfigFile(null, Map.of(), run(file, root));
    }
    String preset = null;
    Map<SettingsSection, Map<String, JsonNode>> overrides = new EnumMap<>(SettingsSection.class);
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getKey().equals(PRESET)) {
        SettingsSection section = section(file, entry.getKey());
        overrides.put(section, settings(file, section, entry.getValue()));
      } else if (entry.getValue().isTextual()) {
        preset = entry.getValue().textValue();
      } else {
        throw wrong(file, "'preset' is " + entry.getValue() + "; give a name in quotes");
      }
    }
    return new ConfigFile(preset, overrides, null);
  }

  private static RunSpec run(Path file, JsonNode root) {
    RunSpec.upgrade(root);
    try {
      return Json.convert(root, RunSpec.class, "settings");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new DataException(file + ": is a folder; name a JSON file");
      }
      JsonNode root = Json.mapper().readTree(Files.readAllBytes(file));
      if (root.isObject()) {
        return root;
      }
      throw new DataException(file + ": is not a JSON object; expected {\"network\": {…}, …}");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new DataException(
          file + ": is not valid JSON: line " + line + ": " + e.getOriginalMessage(), e);
    }
  }

  private static SettingsSection section(Path file, String key) {
    for (SettingsSection section : SettingsSection.values()) {
      if (section.key().equals(key)) {
        return section;
      }
    }
    List<String> known = new ArrayList<>(List.of(PRESET));
    List.of(SettingsSection.values()).forEach(section -> known.add(section.key()));
    throw unknown(file, key, key, known);
  }

  private static Map<String, JsonNode> settings(Path file, SettingsSection section, JsonNode node) {
    if (!node.isObject()) {
      throw wrong(file, "'" + section.key() + "' is " + node + "; expected an object");
    }
    List<String> known = section.options().stream().map(SettingOption::key).toList();
    Map<String, JsonNode> settings = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw unknown(file, section.key() + "." + entry.getKey(), entry.getKey(), known);
      }
      settings.put(entry.getKey(), entry.getValue());
    }
    return settings;
  }

  private static IllegalArgumentException unknown(
      Path file, String path, String key, List<String> known) {
    String meant = Names.didYouMean(key, known);
    return wrong(
        file, "unknown key '" + path + "'" + meant + "; keys: " + String.join(", ", known));
  }

  private static IllegalArgumentException wrong(Path file, String problem) {
    return new IllegalArgumentException(file + ": " + problem);
  }
}
