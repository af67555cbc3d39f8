package dev.tenor.tools.options;

import dev.tenor.ser.run.SystemPresets;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.SerConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The command line that trains a run again.
public final class TrainLine {
  private TrainLine() {}

  /// With the preset that needs the fewest other settings. Places are those of another machine:
  /// `DIR` stands for them.
  public static String of(RunSpec spec) {
    List<String> line = new ArrayList<>(List.of("tenor train"));
    line.add("--corpus " + spec.corpus() + " --data DIR");
    line.add("--labels " + spec.labels());
    line.add("--protocol " + spec.protocol());
    line.add("--fold " + spec.fold());
    line.add("--seed " + spec.seed());
    line.add("--backend " + spec.backend());
    if (spec.scaler() != null) {
      line.add("--scaler CSV");
    }
    line.addAll(settings(spec.config()));
    return String.join(" ", line);
  }

  private static List<String> settings(SerConfig config) {
    return SystemPresets.all().keySet().stream()
        .map(preset -> settings(preset, config))
        .min(Comparator.comparingInt(List::size))
        .orElseThrow();
  }

  private static List<String> settings(String preset, SerConfig config) {
    SerConfig base = SerConfig.preset(preset).withClasses(config.network().classes());
    List<String> settings = new ArrayList<>(List.of("--preset " + preset));
    for (SettingsSection section : SettingsSection.values()) {
      for (SettingOption option : section.options()) {
        if (!Objects.equals(option.value(config), option.value(base))) {
          settings.add(option.argument(config));
        }
      }
    }
    return settings;
  }
}
