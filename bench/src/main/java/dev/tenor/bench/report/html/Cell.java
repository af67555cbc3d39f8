package dev.tenor.bench.report.html;

import java.util.Locale;

/// A cell of a [Table].
///
/// @param text what a reader sees
/// @param value by which it is sorted; NaN for the text
/// @param content the HTML of what is in it
/// @param style of the cell, CSS, or empty
public record Cell(String text, double value, String content, String style) {
  /// A text.
  public static Cell of(String text) {
    return new Cell(text, Double.NaN, Html.escape(text), "");
  }

  /// A number, sorted by its value.
  public static Cell of(String text, double value) {
    return new Cell(text, value, Html.escape(text), "");
  }

  /// Coloured by a share from 0 to 1.
  ///
  /// @param color a variable of the style sheet: `--heat` or `--slow`
  public Cell shaded(String color, double share) {
    String style =
        String.format(Locale.ROOT, "--c:var(%s);--p:%.1f%%", color, 100 * Math.clamp(share, 0, 1));
    return new Cell(text, value, content, style);
  }

  /// A bar of a ratio and its interval on an axis from 0 to `most`, with a line at 1.
  public static Cell bar(double ratio, double low, double high, double most) {
    String at = "%s:%.2f%%";
    String content =
        "<span class=\"bar\" style=\""
            + String.format(Locale.ROOT, at, "--v", 100 * ratio / most)
            + String.format(Locale.ROOT, ";" + at, "--low", 100 * low / most)
            + String.format(Locale.ROOT, ";" + at, "--high", 100 * high / most)
            + String.format(Locale.ROOT, ";" + at, "--one", 100 / most)
            + "\"><i></i><b></b><s></s></span>";
    return new Cell("", ratio, content, "");
  }

  /// A line through values, as tall as text, with dots where something happened.
  public static Cell line(double[] values, boolean[] dots) {
    return new Cell("", Double.NaN, Sparkline.svg(values, dots), "");
  }
}
