package dev.tenor.tools.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The values of one setting in a grid.
///
/// @param texts as they were typed
/// @param values as the setting takes them
record Alternatives(List<String> texts, List<Object> values) {
  Alternatives {
    texts = List.copyOf(texts);
    values = List.copyOf(values);
  }

  /// Reads values between separators.
  ///
  /// @throws TypeConversionException if one is given twice or does not fit
  static Alternatives parse(String text, String separator, ITypeConverter<Object> one)
      throws Exception {
    List<String> texts = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (String part : text.split(separator, -1)) {
      Object value = one.convert(part.strip());
      if (values.contains(value)) {
        throw new TypeConversionException("'" + part.strip() + "' is given twice");
      }
      texts.add(part.strip());
      values.add(value);
    }
    return new Alternatives(texts, values);
  }

  /// The value that the grid's base has: a single one; of several lists the first, since lists must
  /// fit each other. Else the preset's stays.
  Optional<Object> base() {
    boolean taken = values.size() == 1 || values.getFirst() instanceof List;
    return taken ? Optional.of(values.getFirst()) : Optional.empty();
  }
}
