package dev.tenor.tools.options;

import dev.tenor.ser.model.Presets;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.run.SystemPresets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Adds an option for every setting to a command, under one heading for each record.
public abstract sealed class SettingOptions implements IModelTransformer {
  private static final int AFTER_OTHER_OPTIONS = 100;

  private final List<SettingsSection> sections;
  private final String[] presets;

  private SettingOptions(List<SettingsSection> sections, String... presets) {
    this.sections = sections;
    this.presets = presets;
  }

  /// All settings.
  public static final class All extends SettingOptions {
    All() {
      super(List.of(SettingsSection.values()), SystemPresets.TENOR, Presets.PAPER);
    }
  }

  /// The settings of the front end alone.
  public static final class FrontEnd extends SettingOptions {
    FrontEnd() {
      super(List.of(SettingsSection.FEATURES), Presets.PAPER);
    }
  }

  /// All settings, each with several values.
  public static final class Several extends SettingOptions {
    Several() {
      super(List.of(SettingsSection.values()), SystemPresets.TENOR, Presets.PAPER);
    }

    @Override
    OptionSpec option(SettingOption option, SortedMap<String, SerConfig> shown) {
      return option.toGridOption(shown);
    }
  }

  OptionSpec option(SettingOption option, SortedMap<String, SerConfig> shown) {
    return option.toOption(shown);
  }

  @Override
  public CommandSpec transform(CommandSpec command) {
    SortedMap<String, SerConfig> shown = new TreeMap<>();
    for (String preset : presets) {
      shown.put(preset, SerConfig.preset(preset));
    }
    for (SettingsSection section : sections) {
      ArgGroupSpec.Builder group =
          ArgGroupSpec.builder()
              .heading("%n" + section.heading() + ":%n")
              .order(AFTER_OTHER_OPTIONS + section.ordinal())
              .validate(false)
              .exclusive(false);
      section.options().forEach(option -> group.addArg(option(option, shown)));
      command.addArgGroup(group.build());
    }
    return command;
  }
}
