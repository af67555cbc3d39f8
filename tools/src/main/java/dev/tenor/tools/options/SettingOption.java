package dev.tenor.tools.options;

import dev.tenor.ser.Names;
import dev.tenor.ser.config.Setting;
import dev.tenor.ser.run.SerConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/// An annotated component of a settings record as an option: `lstmHidden` becomes `--lstm-hidden`.
public record SettingOption(SettingsSection section, RecordComponent component) {
  /// The name in config files.
  String key() {
    return component.getName();
  }

  public String optionName() {
    return "--" + key().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /// @param presets whose values the help text shows; where they are the same, as the default
  OptionSpec toOption(SortedMap<String, SerConfig> presets) {
    OptionSpec.Builder option = OptionSpec.builder(optionName());
    Class<?> type = component.getType();
    if (type == boolean.class) {
      option.type(boolean.class).arity("0").negatable(true).fallbackValue("true");
    } else if (type.isEnum()) {
      option.type(type).converters(choice(type)).paramLabel(String.join("|", names(type)));
    } else if (type == List.class) {
      option.type(List.class).auxiliaryTypes(elementType()).splitRegex(",").arity("1");
      option.paramLabel("LIST").hideParamSyntax(true);
    } else {
      option.type(type).paramLabel(type == int.class ? "INT" : "NUMBER");
    }
    return option.description(description(presets)).build();
  }

  /// The same for a grid, where it takes several values, see [Alternatives].
  OptionSpec toGridOption(SortedMap<String, SerConfig> presets) {
    Class<?> type = component.getType();
    OptionSpec.Builder option = OptionSpec.builder(optionName()).type(Alternatives.class);
    option.hideParamSyntax(true);
    if (type == boolean.class) {
      option.arity("0..1").fallbackValue("true").paramLabel("true,false");
    } else if (type.isEnum()) {
      option.paramLabel(String.join("|", names(type)) + ",…");
    } else {
      option.paramLabel(type == List.class ? "LIST;…" : type == int.class ? "INT,…" : "NUMBER,…");
    }
    String separator = type == List.class ? ";" : ",";
    ITypeConverter<Alternatives> several = text -> Alternatives.parse(text, separator, this::read);
    return option.converters(several).description(description(presets)).build();
  }

  /// Reads one value as the option of a single value would.
  private Object read(String text) throws Exception {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return choice(type).convert(text);
    }
    if (type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new TypeConversionException("'" + text + "' is not true or false");
      }
      return Boolean.valueOf(text);
    }
    try {
      return type == List.class
          ? Stream.of(text.split(",")).map(e -> number(e.strip(), elementType())).toList()
          : number(text, type);
    } catch (NumberFormatException e) {
      String wanted = type == int.class ? "a whole number" : "a number";
      throw new TypeConversionException("'" + text + "' is not " + wanted);
    }
  }

  private static Object number(String text, Class<?> type) {
    return type == int.class || type == Integer.class
        ? (Object) Integer.valueOf(text)
        : Double.valueOf(text);
  }

  private String description(SortedMap<String, SerConfig> presets) {
    String meaning = component.getAnnotation(Setting.class).value().replace("%", "%%");
    String sentence = meaning.substring(0, 1).toUpperCase(Locale.ROOT) + meaning.substring(1);
    Map<String, String> values = new LinkedHashMap<>();
    presets.reversed().forEach((name, config) -> values.put(name, text(value(config))));
    boolean same = new HashSet<>(values.values()).size() == 1;
    String shown =
        same
            ? "default: " + values.values().iterator().next()
            : values.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    return sentence + " (" + shown + ").";
  }

  /// This setting's value in a configuration.
  Object value(SerConfig config) {
    try {
      return component.getAccessor().invoke(section.of(config));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e); // accessors of public records
    }
  }

  /// The option with this setting's value: `--lstm-hidden 64`, `--no-positional-encoding`.
  String argument(SerConfig config) {
    Object value = value(config);
    return value instanceof Boolean set
        ? set ? optionName() : optionName().replaceFirst("--", "--no-")
        : optionName() + " " + text(value);
  }

  /// This setting's value as it is written on the command line.
  String shown(SerConfig config) {
    return text(value(config));
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(SettingOption::text).collect(Collectors.joining(","));
      case Enum<?> constant -> name(constant);
      case Double d when d == Math.rint(d) && Math.abs(d) < 1e9 -> Long.toString(d.longValue());
      default -> value.toString().replace(".0E", "e");
    };
  }

  private Class<?> elementType() {
    String type = component.getGenericType().getTypeName();
    return type.contains("Integer") ? Integer.class : Double.class;
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(c -> name((Enum<?>) c)).toList();
  }

  /// Reads a constant by its name in any case.
  private static ITypeConverter<Object> choice(Class<?> type) {
    return text -> {
      String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
      int index = names(type).indexOf(wanted);
      if (index < 0) {
        throw new TypeConversionException(
            "'" + text + "' is none of " + names(type) + Names.didYouMean(text, names(type)));
      }
      return type.getEnumConstants()[index];
    };
  }
}
