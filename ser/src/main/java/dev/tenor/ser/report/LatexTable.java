package dev.tenor.ser.report;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table as LaTeX with the rules of the package booktabs; columns of numbers to the right.
final class LatexTable {
  private static final Map<String, String> SPECIAL =
      Map.ofEntries(
          Map.entry("\\", "\\textbackslash{}"),
          Map.entry("~", "\\textasciitilde{}"),
          Map.entry("^", "\\textasciicircum{}"),
          Map.entry("<", "$<$"),
          Map.entry(">", "$>$"),
          Map.entry("|", "$|$"),
          Map.entry("±", "$\\pm$"),
          Map.entry("×", "$\\times$"),
          Map.entry("−", "$-$"),
          Map.entry("–", "--"),
          Map.entry("…", "\\ldots{}"),
          Map.entry("Δ", "$\\Delta$"));

  private LatexTable() {}

  static String of(TextTable table) {
    String columns =
        IntStream.range(0, table.header().size())
            .mapToObj(c -> table.isNumeric(c) ? "r" : "l")
            .collect(Collectors.joining());
    StringJoiner text = new StringJoiner("\n", "", "\n");
    text.add("% \\usepackage{booktabs}");
    text.add("\\begin{table}").add("  \\centering");
    text.add("  \\caption{" + escape(table.caption()) + "}");
    text.add("  \\label{tab:" + table.name() + "}");
    text.add("  \\begin{tabular}{" + columns + "}").add("    \\toprule");
    text.add(line(table.header())).add("    \\midrule");
    table.rows().forEach(row -> text.add(line(row)));
    return text.add("    \\bottomrule").add("  \\end{tabular}").add("\\end{table}").toString();
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(LatexTable::escape)
        .collect(Collectors.joining(" & ", "    ", " \\\\"));
  }

  static String escape(String text) {
    return text.codePoints()
        .mapToObj(Character::toString)
        .map(c -> "&%$#_{}".contains(c) ? "\\" + c : SPECIAL.getOrDefault(c, c))
        .collect(Collectors.joining());
  }
}
