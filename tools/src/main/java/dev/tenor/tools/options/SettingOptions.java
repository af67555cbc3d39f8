package dev.tenor.tools.options;

import java.util.List;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;

/// Adds an option for every setting to a command, under one heading for each record.
public abstract sealed class SettingOptions implements IModelTransformer {
  private static final int AFTER_OTHER_OPTIONS = 100;

  private final List<SettingsSection> sections;

  private SettingOptions(List<SettingsSection> sections) {
    this.sections = sections;
  }

  /// All settings.
  public static final class All extends SettingOptions {
    All() {
      super(List.of(SettingsSection.values()));
    }
  }

  /// The settings of the front end alone.
  public static final class FrontEnd extends SettingOptions {
    FrontEnd() {
      super(List.of(SettingsSection.FEATURES));
    }
  }

  @Override
  public CommandSpec transform(CommandSpec command) {
    for (SettingsSection section : sections) {
      ArgGroupSpec.Builder group =
          ArgGroupSpec.builder()
              .heading("%n" + section.heading() + ":%n")
              .order(AFTER_OTHER_OPTIONS + section.ordinal())
              .validate(false)
              .exclusive(false);
      section.options().forEach(option -> group.addArg(option.toOption()));
      command.addArgGroup(group.build());
    }
    return command;
  }
}
