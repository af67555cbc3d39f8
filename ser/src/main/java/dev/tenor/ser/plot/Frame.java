package dev.tenor.ser.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;

/// The space between two axes on the sheet.
record Frame(Scale xs, Scale ys, double left, double top, double right, double bottom) {
  /// The length of a tick.
  static final double TICK = 2.5;

  /// From a tick to its number.
  static final double GAP = 2;

  private static final int MOST_TICKS = 9;

  double x(double value) {
    return left + xs.place(value) * (right - left);
  }

  double y(double value) {
    return bottom - ys.place(value) * (bottom - top);
  }

  /// As many numbers as fit beside each other.
  static Scale across(Sheet sheet, Axis axis, DoubleStream values, double width) {
    double[] range = range(axis, values);
    for (int ticks = MOST_TICKS; ticks > 2; ticks--) {
      Scale scale = Scale.of(axis, range[0], range[1], ticks);
      List<String> labels = scale.ticks().stream().map(scale::label).toList();
      if ((sheet.widest(labels) + sheet.size()) * labels.size() <= width + sheet.size()) {
        return scale;
      }
    }
    return Scale.of(axis, range[0], range[1], 2);
  }

  /// As many numbers as fit above each other.
  static Scale upwards(Sheet sheet, Axis axis, DoubleStream values, double height) {
    double[] range = range(axis, values);
    int ticks = (int) Math.clamp(height / (1.7 * sheet.size()), 2, MOST_TICKS - 2);
    return Scale.of(axis, range[0], range[1], ticks);
  }

  private static double[] range(Axis axis, DoubleStream values) {
    double[] range = {Double.NaN, Double.NaN};
    values
        .filter(v -> Double.isFinite(v) && (v > 0 || !axis.log()))
        .forEach(v -> {
          range[0] = Double.isNaN(range[0]) ? v : Math.min(range[0], v);
          range[1] = Double.isNaN(range[1]) ? v : Math.max(range[1], v);
        });
    return range;
  }

  /// The lines behind the data.
  void grid(Sheet sheet) {
    for (double tick : ys.ticks()) {
      sheet.line(left, y(tick), right, y(tick), Pen.solid(Palette.GRID, Sheet.THIN));
    }
  }

  /// The axes with ticks, before the data or after it.
  void axes(Sheet sheet, Axis x, Axis y) {
    Pen pen = Pen.solid(Palette.TEXT, Sheet.THIN);
    if (!x.numbered() && !y.numbered()) {
      sheet.shape(new Rectangle2D.Double(left, top, right - left, bottom - top), null, pen);
      return;
    }
    sheet.line(left, top, left, bottom, pen);
    sheet.line(left, bottom, right, bottom, pen);
    if (y.numbered()) {
      for (double tick : ys.ticks()) {
        sheet.line(left - TICK, y(tick), left, y(tick), pen);
        sheet.text(ys.label(tick), left - TICK - GAP, y(tick) + sheet.drop(), Sheet.Align.RIGHT);
      }
    }
    if (x.numbered()) {
      for (double tick : xs.ticks()) {
        sheet.line(x(tick), bottom, x(tick), bottom + TICK, pen);
      }
    }
  }

  /// The numbers below the x axis, and its title.
  ///
  /// @return where they end
  double below(Sheet sheet, Axis axis) {
    double y = bottom;
    if (axis.numbered()) {
      y += TICK + GAP + 2 * sheet.drop();
      for (double tick : xs.ticks()) {
        sheet.text(xs.label(tick), x(tick), y, Sheet.Align.CENTER);
      }
    }
    if (!axis.title().isEmpty()) {
      y += sheet.line() + 0.15 * sheet.size();
      sheet.text(axis.title(), (left + right) / 2, y, Sheet.Align.CENTER);
    }
    return y + 0.25 * sheet.size();
  }

  /// The title of the y axis.
  ///
  /// @param baseline its x
  void beside(Sheet sheet, Axis axis, double baseline) {
    sheet.upwards(axis.title(), baseline, (top + bottom) / 2, Sheet.Align.CENTER);
  }
}
