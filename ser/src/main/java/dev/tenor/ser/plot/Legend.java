package dev.tenor.ser.plot;

import java.awt.Color;
import java.util.ArrayList;
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

  /// @return where it ends
  double draw(Sheet sheet, double top) {
    if (entries.isEmpty()) {
      return top;
    }
    double size = sheet.size();
    double y = top + 0.5 * size;
    for (List<Map.Entry<String, Layer>> row : rows(sheet)) {
      double x = Math.max(0, (sheet.width() - width(sheet, row)) / 2);
      int lines = 1;
      for (Map.Entry<String, Layer> entry : row) {
        List<String> text = text(sheet, entry.getKey());
        double middle = y + sheet.line() / 2;
        swatch(sheet, entry.getValue(), x, middle);
        for (int i = 0; i < text.size(); i++) {
          sheet.text(
              text.get(i),
              x + (SWATCH + GAP) * size,
              middle + sheet.drop() + i * sheet.line(),
              Sheet.Align.LEFT);
        }
        x += width(sheet, entry.getKey()) + BETWEEN * size;
        lines = Math.max(lines, text.size());
      }
      y += lines * sheet.line();
    }
    return y;
  }

  private List<List<Map.Entry<String, Layer>>> rows(Sheet sheet) {
    List<List<Map.Entry<String, Layer>>> rows = new ArrayList<>();
    List<Map.Entry<String, Layer>> row = new ArrayList<>();
    for (Map.Entry<String, Layer> entry : entries.entrySet()) {
      row.add(entry);
      if (row.size() > 1 && width(sheet, row) > sheet.width()) {
        rows.add(List.copyOf(row.subList(0, row.size() - 1)));
        row = new ArrayList<>(List.of(entry));
      }
    }
    rows.add(row);
    return rows;
  }

  private static double width(Sheet sheet, List<Map.Entry<String, Layer>> row) {
    double gaps = (row.size() - 1) * BETWEEN * sheet.size();
    return gaps + row.stream().mapToDouble(e -> width(sheet, e.getKey())).sum();
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
