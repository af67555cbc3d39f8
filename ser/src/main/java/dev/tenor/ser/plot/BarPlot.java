package dev.tenor.ser.plot;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Horizontal bars, each with its name before and its number behind it, and lines of reference
/// through all. They begin at 0, or where the axis does if that is above it: of differences some go
/// to the left. On a logarithmic axis, of ratios, they begin at 1.
///
/// @param axis of the values
/// @param rules lines at values, upright
/// @param decimals of the numbers
public record BarPlot(Axis axis, List<Bar> bars, List<Layer.Rule> rules, int decimals)
    implements Plot {
  private static final Color FILL = Palette.mix(Palette.BLUE, Color.WHITE, 0.45);

  /// With one decimal.
  public BarPlot(Axis axis, List<Bar> bars, List<Layer.Rule> rules) {
    this(axis, bars, rules, 1);
  }

  public BarPlot {
    bars = List.copyOf(bars);
    rules = List.copyOf(rules);
  }

  /// @param low the end of an interval around the value, NaN for none; likewise `high`
  public record Bar(String name, double value, double low, double high) {}

  @Override
  public double draw(Sheet sheet, double top) {
    double gap = 0.6 * sheet.size();
    List<List<String>> names =
        bars.stream().map(bar -> sheet.wrap(bar.name(), 0.42 * sheet.width())).toList();
    double left = names.stream().mapToDouble(sheet::widest).max().orElse(0) + gap + 1;
    double right =
        sheet.width() - sheet.widest(bars.stream().map(this::number).toList()) - 1.5 * gap;
    double[] rows = names.stream().mapToDouble(name -> rowHeight(sheet, name)).toArray();
    double bottom = top + DoubleStream.of(rows).sum() + gap / 2;
    Scale scale = Frame.across(sheet, axis, values(), right - left);
    Frame frame = new Frame(scale, new LinearScale(0, 1, 1), left, top, right, bottom);
    scale
        .ticks()
        .forEach(tick ->
            sheet.line(
                frame.x(tick), top, frame.x(tick), bottom, Pen.solid(Palette.GRID, Sheet.THIN)));
    double y = top;
    for (int i = 0; i < rows.length; i++) {
      row(sheet, frame, bars.get(i), names.get(i), y + rows[i] / 2);
      y += rows[i];
    }
    for (Layer.Rule rule : rules) {
      double x = frame.x(rule.value());
      sheet.line(x, top, x, bottom, rule.look().pen(XyPlot.LINE));
    }
    frame.axes(sheet, axis, Axis.blank());
    Legend legend = new Legend();
    rules.forEach(legend::add);
    return legend.draw(sheet, frame.below(sheet, axis));
  }

  private DoubleStream values() {
    return DoubleStream.concat(
        rules.stream().mapToDouble(Layer.Rule::value),
        bars.stream().flatMapToDouble(b -> DoubleStream.of(b.value(), b.low(), b.high())));
  }

  private static double rowHeight(Sheet sheet, List<String> name) {
    return Math.max(1.7 * sheet.size(), name.size() * sheet.line() + 0.3 * sheet.size());
  }

  private void row(Sheet sheet, Frame frame, Bar bar, List<String> name, double middle) {
    double gap = 0.6 * sheet.size();
    double first = middle + sheet.drop() - (name.size() - 1) * sheet.line() / 2;
    for (int i = 0; i < name.size(); i++) {
      sheet.text(name.get(i), frame.left() - gap, first + i * sheet.line(), Sheet.Align.RIGHT);
    }
    sheet.text(number(bar), sheet.width(), middle + sheet.drop(), Sheet.Align.RIGHT);
    if (!Double.isFinite(bar.value())) {
      return;
    }
    double half = 0.5 * sheet.size();
    double zero = Math.max(frame.left(), frame.x(axis.log() ? 1 : 0));
    double end = frame.x(bar.value());
    sheet.box(Math.min(zero, end), middle - half, Math.abs(end - zero), 2 * half, FILL);
    if (Double.isFinite(bar.low() + bar.high())) {
      Pen pen = Pen.solid(Palette.TEXT, 1.4 * Sheet.THIN);
      double low = frame.x(bar.low());
      double high = frame.x(bar.high());
      double cap = 0.22 * sheet.size();
      sheet.line(low, middle, high, middle, pen);
      sheet.line(low, middle - cap, low, middle + cap, pen);
      sheet.line(high, middle - cap, high, middle + cap, pen);
    }
  }

  private String number(Bar bar) {
    return Double.isFinite(bar.value())
        ? String.format(Locale.ROOT, "%." + decimals + "f", bar.value())
        : "–";
  }
}
