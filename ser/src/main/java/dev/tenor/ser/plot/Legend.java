package dev.tenor.ser.plot;

import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The names of what is drawn, in rows below it.
final class Legend {
  /// In font sizes.
  private static final double SWATCH = 2.2;

  private static final double GAP = 0.5;
  private static final double BETWEEN = 1.4;

  private final Map<String, Layer> entries = new LinkedHashMap<>();

  void add(Layer layer) {
    if (!layer.name().isEmpty()) {
      entries.putIfAbsent(layer.name(), layer);
    }
  }

  /// One row in the middle if all fit into it, else columns.
  ///
  /// @return where it ends
  double draw(Sheet sheet, double top) {
    double gap = BETWEEN * sheet.size();
    List<Double> widths = entries.keySet().stream().map(name -> width(sheet, name)).toList();
    double together = widths.stream().mapToDouble(w -> w + gap).sum() - gap;
    double widest = widths.stream().mapToDouble(w -> w).max().orElse(0);
    boolean row = together <= sheet.width();
    int columns = row ? entries.size() : columns((sheet.width() + gap) / (widest + gap));
    double all = row ? together : columns * (widest + gap) - gap;
    double left = Math.max(0, (sheet.width() - all) / 2);
    double x = left;
    double y = entries.isEmpty() ? top : top + 0.5 * sheet.size();
    double end = y;
    int column = 0;
    for (Map.Entry<String, Layer> entry : entries.entrySet()) {
      if (column == columns) {
        column = 0;
        x = left;
        y = end;
      }
      end = Math.max(end, entry(sheet, entry.getValue(), x, y));
      x += (row ? widths.get(column) : widest) + gap;
      column++;
    }
    return end;
  }

  /// As few as the rows need, so that the last one is not much shorter.
  private int columns(double fit) {
    int most = Math.max(1, (int) fit);
    int rows = (entries.size() + most - 1) / most;
    return (entries.size() + rows - 1) / rows;
  }

  /// @return where it ends
  private static double entry(Sheet sheet, Layer layer, double x, double top) {
    double middle = top + sheet.line() / 2;
    swatch(sheet, layer, x, middle);
    double y = middle + sheet.drop();
    for (String line : text(sheet, layer.name())) {
      sheet.text(line, x + (SWATCH + GAP) * sheet.size(), y, Sheet.Align.LEFT);
      y += sheet.line();
    }
    return y - sheet.drop() - sheet.line() / 2;
  }

  private static double width(Sheet sheet, String name) {
    return (SWATCH + GAP) * sheet.size() + sheet.widest(text(sheet, name));
  }

  private static List<String> text(Sheet sheet, String name) {
    return sheet.wrap(name, sheet.width() - (SWATCH + GAP) * sheet.size());
  }

  private static void swatch(Sheet sheet, Layer layer, double x, double y) {
    double end = x + SWATCH * sheet.size();
    double middle = (x + end) / 2;
    switch (layer) {
      case Layer.Line line -> {
        sheet.line(x, y, end, y, line.look().pen(XyPlot.LINE));
        marker(sheet, line.look(), middle, y);
      }
      case Layer.Rule rule -> sheet.line(x, y, end, y, rule.look().pen(XyPlot.LINE));
      case Layer.Points points -> marker(sheet, points.look(), end - sheet.size() / 2, y);
      case Layer.Area area -> {
        double half = 0.36 * sheet.size();
        sheet.box(end - 4 * half, y - half, 4 * half, 2 * half, area.color());
      }
    }
  }

  private static void marker(Sheet sheet, Look look, double x, double y) {
    if (look.marker() != null) {
      double radius = XyPlot.MARKER * sheet.size();
      sheet.shape(look.marker().at(x, y, radius), look.color(), Pen.solid(Color.WHITE, XyPlot.RIM));
    }
  }
}
