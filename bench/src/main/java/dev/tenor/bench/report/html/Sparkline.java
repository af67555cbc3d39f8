package dev.tenor.bench.report.html;

import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;

/// A small line without axes, from 0 to the greatest value.
final class Sparkline {
  private static final double WIDTH = 120;
  private static final double HEIGHT = 24;
  private static final double EDGE = 3;

  private Sparkline() {}

  /// @param values NaN interrupts the line
  /// @param dots which values have a dot
  static String svg(double[] values, boolean[] dots) {
    double most = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
    StringJoiner path = new StringJoiner(" ");
    StringBuilder marks = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        double x =
            EDGE + (WIDTH - 2 * EDGE) * (values.length == 1 ? 0.5 : i / (values.length - 1.0));
        double y = HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * values[i] / most;
        path.add(String.format(Locale.ROOT, "%s%.1f %.1f", open ? "L" : "M", x, y));
        if (dots[i]) {
          marks.append(
              String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>", x, y));
        }
      }
      open = Double.isFinite(values[i]);
    }
    return String.format(
        Locale.ROOT,
        "<svg class=\"spark\" viewBox=\"0 0 %.0f %.0f\" aria-hidden=\"true\"><path d=\"%s\"/>%s</svg>",
        WIDTH,
        HEIGHT,
        path,
        marks);
  }
}
