package dev.tenor.tools.options;

import dev.tenor.ser.Names;
import dev.tenor.ser.run.RunSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of a run as text: by name, those that differ, and in one line.
public final class RunFields {
  private RunFields() {}

  /// All settings: corpora, labels, split, seed and backend, then those of front end, network,
  /// augmentation and training by their keys.
  public static Map<String, String> of(RunSpec spec) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("corpus", spec.corpus());
    fields.put("tested", spec.tested());
    fields.put("protocol", spec.protocol());
    fields.put("labels", String.join(",", spec.labelMap().labels()));
    fields.put("shares", spec.shares().isEmpty() ? "" : spec.shares().toString());
    fields.put("fold", Integer.toString(spec.fold()));
    fields.put("seed", Long.toString(spec.seed()));
    fields.put("scaler", spec.scaler() == null ? "" : spec.scaler());
    fields.put("init", spec.init() == null ? "" : spec.init());
    fields.put("backend", spec.backend());
    for (SettingsSection section : SettingsSection.values()) {
      for (SettingOption option : section.options()) {
        fields.put(option.key(), option.shown(spec.config()));
      }
    }
    return fields;
  }

  /// The preset and what differs from it: `tenor --voice none`, or the kind of a classifier first:
  /// `svm tenor --functionals egemaps`.
  public static String model(RunSpec spec) {
    List<String> line = new ArrayList<>();
    for (String option : TrainLine.settings(spec.config())) {
      if (option.startsWith("--model ")) {
        line.addFirst(option.substring("--model ".length()));
      } else {
        line.add(option.replaceFirst("^--preset ", ""));
      }
    }
    return String.join(" ", line);
  }

  /// The settings that are not the same in all of some runs: name → value of each.
  public static Map<String, List<String>> differing(List<RunSpec> specs) {
    List<Map<String, String>> all = specs.stream().map(RunFields::of).toList();
    Map<String, List<String>> differing = new LinkedHashMap<>();
    for (String name : all.getFirst().keySet()) {
      List<String> values = all.stream().map(fields -> fields.get(name)).toList();
      if (values.stream().distinct().count() > 1) {
        differing.put(name, values);
      }
    }
    return differing;
  }

  /// The name in `known` that an option, key or column is meant by: `--n-mels`, `nMels`.
  ///
  /// @throws IllegalArgumentException if there is none
  public static String name(String given, List<String> known) {
    Optional<String> found = Names.find(given, known);
    return found.orElseThrow(() ->
        new IllegalArgumentException(
            "'"
                + given
                + "' is no column and no setting"
                + Names.didYouMean(given, known)
                + "; for example corpus, fold, ua, state, or a key of config.json"));
  }
}
