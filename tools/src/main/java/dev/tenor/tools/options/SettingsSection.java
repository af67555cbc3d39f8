package dev.tenor.tools.options;

import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.config.Setting;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.train.AugmentConfig;
import dev.tenor.ser.train.TrainConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The records that make up a [SerConfig]: a heading in the help texts, an object in config files.
public enum SettingsSection {
  NETWORK("network", "Network", NetworkConfig.class, SerConfig::network),
  FEATURES("features", "Front end", FeatureConfig.class, SerConfig::features),
  AUGMENTATION("augmentation", "Augmentation", AugmentConfig.class, SerConfig::augmentation),
  TRAINING("training", "Training", TrainConfig.class, SerConfig::training);

  private final String key;
  private final String heading;
  private final Class<? extends Record> type;
  private final Function<SerConfig, Record> getter;

  SettingsSection(
      String key,
      String heading,
      Class<? extends Record> type,
      Function<SerConfig, Record> getter) {
    this.key = key;
    this.heading = heading;
    this.type = type;
    this.getter = getter;
  }

  /// The name in config files.
  String key() {
    return key;
  }

  public String heading() {
    return heading;
  }

  Record of(SerConfig config) {
    return getter.apply(config);
  }

  private static boolean isOption(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    return setting != null && !setting.value().isEmpty();
  }

  /// The components that users may set, in their order.
  public List<SettingOption> options() {
    return Arrays.stream(type.getRecordComponents())
        .filter(SettingsSection::isOption)
        .map(component -> new SettingOption(this, component))
        .toList();
  }
}
