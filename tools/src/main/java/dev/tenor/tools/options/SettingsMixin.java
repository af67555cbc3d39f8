package dev.tenor.tools.options;

import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.search.Grid;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.run.SerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// Settings from a preset, a config file and the command line, each overriding the one before. The
/// command must also have [SettingOptions] as its model transformer.
public final class SettingsMixin {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "JSON file with settings, which options override:",
        "{\"preset\": …, \"network\": {…}, \"features\": {…}, \"augmentation\": {…},"
            + " \"training\": {…}}; the keys are those"
            + " of config.json in a run folder.",
        "Or the config.json of a run itself: it gives all of its settings, and train repeats it."
      })
  private Path config;

  /// The settings.
  ///
  /// @param preset the preset asked for, null for that of the config file or else `standard`
  /// @param standard the preset of the command
  /// @throws IllegalArgumentException if a setting is unknown or does not fit
  /// @throws IOException if the config file cannot be read
  public SerConfig resolve(String preset, String standard) throws IOException {
    ConfigFile file = file();
    if (file.run() != null) {
      if (preset != null) {
        throw new IllegalArgumentException(
            config + ": holds all settings of a run; leave out --preset " + preset);
      }
      return resolve(file.run().config(), file);
    }
    return resolve(named(() -> SerConfig.preset(base(preset, file, standard))), file);
  }

  /// The run whose `config.json` the config file is; nothing where there is none, or it holds
  /// settings alone.
  public Optional<RunSpec> run() throws IOException {
    return Optional.ofNullable(file().run());
  }

  /// The settings for a network that begins with the weights of a model: front end and network are
  /// the model's, which options may still change.
  public SerConfig resolve(String preset, String standard, SerModel init) throws IOException {
    ConfigFile file = file();
    SerConfig wanted =
        file.run() != null
            ? file.run().config()
            : named(() -> SerConfig.preset(base(preset, file, standard)));
    SerConfig base =
        new SerConfig(init.features(), init.network(), wanted.augmentation(), wanted.training());
    return resolve(base, file);
  }

  private static String base(String preset, ConfigFile file, String standard) {
    return preset != null ? preset : file.preset() != null ? file.preset() : standard;
  }

  private SerConfig resolve(SerConfig base, ConfigFile file) {
    return named(() ->
        base.with(
            overrides(SettingsSection.FEATURES, file),
            overrides(SettingsSection.NETWORK, file),
            overrides(SettingsSection.AUGMENTATION, file),
            overrides(SettingsSection.TRAINING, file)));
  }

  /// The settings of the front end alone, without checks against a network.
  public FeatureConfig frontEnd() throws IOException {
    ConfigFile file = file();
    return named(
        () -> Json.with(FeatureConfig.reference(), overrides(SettingsSection.FEATURES, file)));
  }

  /// Adds the config file's name to errors about settings.
  private <T> T named(Supplier<T> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      String place = config == null ? "" : "; see " + config + " and the options";
      throw new IllegalArgumentException(e.getMessage() + place, e);
    }
  }

  private ConfigFile file() throws IOException {
    return config == null ? ConfigFile.NONE : ConfigFile.read(config);
  }

  private Map<String, Object> overrides(SettingsSection section, ConfigFile file) {
    Map<String, Object> settings = new HashMap<>(file.overrides().getOrDefault(section, Map.of()));
    ParseResult parsed = command.commandLine().getParseResult();
    for (SettingOption option : section.options()) {
      if (parsed.hasMatchedOption(option.optionName())) {
        Object value = parsed.matchedOption(option.optionName()).getValue();
        if (!(value instanceof Alternatives several)) {
          settings.put(option.key(), value);
        } else {
          several.base().ifPresent(one -> settings.put(option.key(), one));
        }
      }
    }
    if (section == SettingsSection.NETWORK && parsed.hasMatchedOption(NetworkMixin.OPTION)) {
      settings.put("type", parsed.matchedOptionValue(NetworkMixin.OPTION, ""));
    }
    return settings;
  }

  /// The settings that were given several values, in the order of the command line; needs
  /// [SettingOptions.Several].
  public List<Grid.Axis> axes() {
    Map<String, SettingOption> byName = new HashMap<>();
    for (SettingsSection section : SettingsSection.values()) {
      section.options().forEach(option -> byName.put(option.optionName(), option));
    }
    List<Grid.Axis> axes = new ArrayList<>();
    ParseResult parsed = command.commandLine().getParseResult();
    for (OptionSpec given : new LinkedHashSet<>(parsed.matchedOptions())) { // the last value wins
      if (given.getValue() instanceof Alternatives several && several.values().size() > 1) {
        SettingOption option = byName.get(given.longestName());
        String name = option.optionName().substring(2);
        axes.add(new Grid.Axis(option.key(), name, several.texts(), several.values()));
      }
    }
    return axes;
  }
}
