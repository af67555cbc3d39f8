package dev.tenor.ser.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The settings of a run: first those that differ from the nearest preset, then all.
public final class SettingsSection {
  private SettingsSection() {}

  /// Adds the tables `settings-changed` and `settings`.
  public static Section.Builder add(Section.Builder section, RunSpec spec) {
    Map<String, String> all = flat(spec.config());
    Map<String, Map<String, String>> presets = new LinkedHashMap<>();
    SystemPresets.all()
        .forEach(
            (name, config) -> presets.put(name, flat(config.withClasses(spec.labelMap().size()))));
    String nearest =
        presets.keySet().stream()
            .min(
                Comparator.comparingInt((String name) -> differing(all, presets.get(name)).size())
                    .thenComparing(name -> !name.equals(SystemPresets.TENOR)))
            .orElseThrow();
    List<String> differing = differing(all, presets.get(nearest));
    if (differing.isEmpty()) {
      section.text("All settings are those of the preset " + nearest + ".");
    } else {
      section.table(
          new TextTable(
              "settings-changed",
              "The settings that differ from the preset " + nearest + ".",
              List.of("setting", "here", "preset"),
              differing.stream()
                  .map(key -> List.of(key, all.get(key), presets.get(nearest).get(key)))
                  .toList()));
    }
    List<List<String>> rows = new ArrayList<>(run(spec));
    all.forEach((key, value) -> rows.add(List.of(key, value)));
    return section.folded(
        "All settings",
        new TextTable(
            "settings",
            "Everything that determines the result.",
            List.of("setting", "value"),
            rows));
  }

  private static List<List<String>> run(RunSpec spec) {
    List<List<String>> rows = new ArrayList<>();
    for (CorpusSpec corpus : spec.corpora()) {
      rows.add(
          List.of(
              "corpus " + corpus.name(),
              corpus.kind()
                  + (corpus.trains() ? ", protocol " + corpus.protocol() : ", only tested")
                  + ", "
                  + Path.of(corpus.data()).getFileName()));
    }
    rows.add(List.of("labels", spec.labels().replace(",", ", ")));
    spec.shares().forEach((name, share) -> rows.add(List.of("share " + name, share.toString())));
    rows.add(List.of("fold", Integer.toString(spec.fold())));
    rows.add(List.of("seed", Long.toString(spec.seed())));
    if (spec.scaler() != null) {
      rows.add(List.of("scaler", spec.scaler()));
    }
    if (spec.init() != null) {
      rows.add(List.of("init", spec.init()));
    }
    rows.add(List.of("backend", spec.backend()));
    return rows;
  }

  private static List<String> differing(Map<String, String> a, Map<String, String> b) {
    return a.keySet().stream().filter(key -> !a.get(key).equals(b.get(key))).toList();
  }

  /// `features.nMels` → `64`.
  private static Map<String, String> flat(SerConfig config) {
    Map<String, String> flat = new LinkedHashMap<>();
    JsonNode tree = Json.mapper().valueToTree(config);
    tree.properties()
        .forEach(part ->
            part.getValue()
                .properties()
                .forEach(s -> flat.put(part.getKey() + "." + s.getKey(), text(s.getValue()))));
    return flat;
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString().replace(",", ", ");
  }
}
