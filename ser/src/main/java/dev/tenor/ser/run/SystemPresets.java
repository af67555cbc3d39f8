package dev.tenor.ser.run;

import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.model.Presets;
import dev.tenor.ser.train.AugmentConfig;
import dev.tenor.ser.train.TrainConfig;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Named settings of the whole system: front end, network, augmentation and training.
public final class SystemPresets {
  /// The best three-stage network that was found for people whom it has never heard; see
  /// `docs/results.md` for how. Trains on any number of corpora.
  public static final String TENOR = "tenor";

  private static final SortedMap<String, SerConfig> ALL = Collections.unmodifiableSortedMap(make());

  private SystemPresets() {}

  /// All presets by name: [#TENOR], and the paper's front end and training with each of the paper's
  /// networks.
  public static SortedMap<String, SerConfig> all() {
    return ALL;
  }

  private static SortedMap<String, SerConfig> make() {
    SortedMap<String, SerConfig> presets = new TreeMap<>();
    Presets.all()
        .forEach((name, network) ->
            presets.put(
                name,
                new SerConfig(
                    FeatureConfig.reference(), network, AugmentConfig.NONE, TrainConfig.paper())));
    presets.put(TENOR, tenor(presets.get(Presets.PAPER)));
    return presets;
  }

  private static SerConfig tenor(SerConfig paper) {
    Map<String, Object> features = new HashMap<>();
    features.putAll(Map.of("seconds", 8, "length", "own", "trim", 40, "level", "rms"));
    features.putAll(Map.of("nFft", 1024, "winLength", 1024, "hopLength", 256, "nMels", 64));
    features.putAll(Map.of("decibels", "power", "voice", "both"));
    Map<String, ?> network =
        Map.of(
            "channels",
            List.of(16, 32, 64, 128),
            "pooling",
            List.of(2, 2, 2, 2),
            "dropout",
            List.of(0.1, 0.1, 0.1, 0.1),
            "aggregation",
            "attention",
            "depth",
            2);
    Map<String, ?> augmentation = Map.of("mixup", 0.2);
    Map<String, Object> training = new HashMap<>();
    training.putAll(Map.of("epochs", 24, "minSteps", 1500, "patience", 0, "monitor", "last"));
    training.putAll(Map.of("optimizer", "adamw", "weightDecay", 0.01, "clipNorm", 5));
    training.putAll(Map.of("lr", 2e-3, "schedule", "cosine", "warmup", 100));
    training.putAll(Map.of("averaging", 0.99, "labelSmoothing", 0.1));
    return paper.with(features, network, augmentation, training);
  }
}
