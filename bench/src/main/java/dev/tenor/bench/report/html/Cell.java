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

  /// A bar of a ratio and its interval on a logarithmic axis from 1/`most` to `most`: from the line
  /// at 1 in the middle to the right or left.
  public static Cell bar(double ratio, double low, double high, double most) {
    double middle = place(1, most);
    double value = place(ratio, most);
    String content =
        String.format(
            Locale.ROOT,
            "<span class=\"bar\" style=\"--from:%.2f%%;--to:%.2f%%;--low:%.2f%%;--high:%.2f%%\">"
                + "<i></i><b></b><s></s></span>",
            Math.min(middle, value),
            Math.max(middle, value),
            place(low, most),
            place(high, most));
    return new Cell("", ratio, content, "");
  }

  /// In per cent of the width.
  private static double place(double ratio, double most) {
    return Math.clamp(50 + 50 * Math.log(ratio) / Math.log(most), 0, 100);
  }

  /// A line through values, as tall as text, with dots where something happened.
  public static Cell line(double[] values, boolean[] dots) {
    return new Cell("", Double.NaN, Sparkline.svg(values, dots), "");
  }
}
