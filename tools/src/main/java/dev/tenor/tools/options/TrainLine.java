package dev.tenor.tools.options;

import dev.tenor.ser.corpus.EmotionWords;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.model.Networks;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.run.SystemPresets;
import dev.tenor.ser.split.Protocols;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The command line that trains a run again.
public final class TrainLine {
  private TrainLine() {}

  /// With the preset that needs the fewest other settings. Places are those of another machine:
  /// `DIR` stands for the folder above each.
  public static String of(RunSpec spec) {
    List<String> line = new ArrayList<>(List.of("tenor train"));
    for (CorpusSpec corpus : spec.corpora()) {
      boolean trains = corpus.trains();
      String place = " DIR/" + Path.of(corpus.data()).getFileName();
      line.add((trains ? "--corpus " : "--test-corpus ") + corpus.kind());
      line.add(trains ? "--data" + place : "--test-data" + place);
      if (trains) {
        line.add("--protocol " + protocol(corpus.protocol()));
      }
    }
    line.addAll(labels(spec));
    spec.shares().forEach((name, share) -> line.add("--share " + name + "=" + share));
    line.add("--fold " + spec.fold());
    line.add("--seed " + spec.seed());
    line.add("--backend " + spec.backend());
    if (spec.init() != null) {
      line.add("--init MODEL");
    }
    if (spec.scaler() != null) {
      line.add("--scaler CSV");
    }
    String network = spec.config().network().type();
    if (!network.equals(Networks.THREE_STAGE)) {
      line.add("--network JAR:" + network);
    }
    line.addAll(settings(spec.config()));
    return String.join(" ", line);
  }

  private static String protocol(String name) {
    return Protocols.isFile(name) ? "DIR/" + Path.of(name).getFileName() : name;
  }

  /// Nothing for the default, the classes alone where all their other words are built in.
  private static List<String> labels(RunSpec spec) {
    LabelMap labels = spec.labelMap();
    String classes = String.join(",", labels.labels());
    return labels.equals(LabelMap.FOUR)
        ? List.of()
        : List.of(
            "--labels "
                + (EmotionWords.parse(classes).equals(labels) ? classes : "'" + labels + "'"));
  }

  /// The options that make these settings, with the preset that needs the fewest.
  static List<String> settings(SerConfig config) {
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
