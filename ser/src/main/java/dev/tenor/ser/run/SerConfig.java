package dev.tenor.ser.run;

import dev.tenor.ser.Names;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.Length;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.config.Setting;
import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.train.AugmentConfig;
import dev.tenor.ser.train.TrainConfig;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// All settings of a system: front end, network and training.
public record SerConfig(
    FeatureConfig features,
    NetworkConfig network,
    @Setting(value = "changes of the features in training", absent = "{}")
        AugmentConfig augmentation,
    TrainConfig training) {
  public SerConfig {
    if (network.frames() != features.frames()
        || network.mels() != features.bins()
        || network.voice() != features.voice().tracks()
        || network.functionals() != features.voice().functionals()) {
      throw new IllegalArgumentException(
          "config: the network takes "
              + network.frames()
              + "x"
              + network.columns()
              + " features, the front end gives "
              + features.frames()
              + "x"
              + features.columns());
    }
    if (features.length() == Length.OWN && !network.anyLength()) {
      throw new IllegalArgumentException(
          "config: features of their own length (length own) need an aggregation other than conv,"
              + " which has a weight for every time step; for instance attention");
    }
    if (augmentation.crop() > 0 && !network.anyLength()) {
      throw new IllegalArgumentException(
          "config: crops (crop "
              + augmentation.crop()
              + ") need an aggregation other than conv, which has a weight for every time step; for"
              + " instance attention");
    }
  }

  /// A preset of [SystemPresets].
  ///
  /// @throws IllegalArgumentException if there is no such preset
  public static SerConfig preset(String name) {
    SortedMap<String, SerConfig> all = SystemPresets.all();
    return Names.find(name, all.keySet())
        .map(all::get)
        .orElseThrow(() ->
            new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "there is no preset '%s'%s; there are %s",
                    name,
                    Names.didYouMean(name, all.keySet()),
                    all.keySet())));
  }

  /// This configuration with some settings replaced. The network's input size follows the front
  /// end.
  ///
  /// @param features overrides by component name, likewise the others
  /// @throws IllegalArgumentException if a name is unknown or a value does not fit
  public SerConfig with(
      Map<String, ?> features,
      Map<String, ?> network,
      Map<String, ?> augmentation,
      Map<String, ?> training) {
    FeatureConfig front = Json.with(this.features, features);
    Map<String, Object> derived = new HashMap<>(network);
    derived.put("frames", front.frames());
    derived.put("mels", front.bins());
    derived.put("voice", front.voice().tracks());
    derived.put("functionals", front.voice().functionals());
    return new SerConfig(
        front,
        Json.with(this.network, derived),
        Json.with(this.augmentation, augmentation),
        Json.with(this.training, training));
  }

  /// This configuration with some settings of all but the augmentation replaced.
  public SerConfig with(Map<String, ?> features, Map<String, ?> network, Map<String, ?> training) {
    return with(features, network, Map.of(), training);
  }

  /// This configuration with some settings replaced, whichever record they are in: no two records
  /// have a setting of the same name.
  ///
  /// @param settings by component name
  /// @throws IllegalArgumentException if a name is unknown or a value does not fit
  public SerConfig with(Map<String, ?> settings) {
    Map<String, Object> rest = new TreeMap<>(settings);
    Map<String, Object> front = take(rest, FeatureConfig.class);
    Map<String, Object> net = take(rest, NetworkConfig.class);
    Map<String, Object> augment = take(rest, AugmentConfig.class);
    Map<String, Object> train = take(rest, TrainConfig.class);
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no setting "
              + rest.keySet()
              + "; names are those of config.json in a run folder");
    }
    return with(front, net, augment, train);
  }

  private static Map<String, Object> take(Map<String, Object> from, Class<? extends Record> of) {
    Map<String, Object> taken = new HashMap<>();
    for (RecordComponent component : of.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      if (setting != null && !setting.value().isEmpty() && from.containsKey(component.getName())) {
        taken.put(component.getName(), from.remove(component.getName()));
      }
    }
    return taken;
  }

  /// This configuration for another number of emotions.
  public SerConfig withClasses(int classes) {
    return with(Map.of(), Map.of("classes", classes), Map.of());
  }
}
