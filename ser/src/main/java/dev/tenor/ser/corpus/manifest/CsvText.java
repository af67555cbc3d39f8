package dev.tenor.ser.corpus.manifest;

import java.util.List;

/// The text of a CSV file without what a spreadsheet puts around it, and its separator.
///
/// @param text without a line `sep=;`, in the place of which an empty line stands
record CsvText(String text, char separator) {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  /// The separator is the one that a line `sep=` names, else the one that the header has most of.
  static CsvText of(String text) {
    String first = text.lines().findFirst().orElse("");
    if (first.strip().matches("(?i)\"?sep=[,;\\t|]?\"?")) {
      String named = first.replaceAll("(?i)[\"\\s]*sep=", "");
      char separator = named.isEmpty() ? '\t' : named.charAt(0);
      return new CsvText(text.substring(first.length()), separator);
    }
    return new CsvText(text, mostIn(text));
  }

  private static char mostIn(String text) {
    String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    String unquoted = header.replaceAll("\"[^\"]*\"", "");
    char best = ',';
    for (char separator : SEPARATORS) {
      if (count(unquoted, separator) > count(unquoted, best)) {
        best = separator;
      }
    }
    return best;
  }

  private static long count(String text, char c) {
    return text.chars().filter(other -> other == c).count();
  }
}
