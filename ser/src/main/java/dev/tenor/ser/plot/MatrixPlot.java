package dev.tenor.ser.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A table whose cells are coloured by their numbers.
///
/// @param columns the names below the columns
/// @param rows the names before the rows, the first on top
/// @param cells of each row and column, null for an empty cell
public record MatrixPlot(
    String columnTitle,
    String rowTitle,
    List<String> columns,
    List<String> rows,
    Cell[][] cells,
    ColorScale scale)
    implements Plot {
  private static final double SMALL = 0.72;

  /// The space around a text, in points.
  private static final double PADDING = 1.5;

  /// The greatest height of a cell, in font sizes.
  private static final double HIGHEST = 4;

  /// With more rows than this, and no small texts, cells are low.
  private static final int MANY = 12;

  private static final double LOW = 1.9;

  public MatrixPlot {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// @param share the place on the scale of colours, 0 … 1
  /// @param text in the cell
  /// @param small below it, or ""
  public record Cell(double share, String text, String small) {}

  @Override
  public double draw(Sheet sheet, double top) {
    double size = sheet.size();
    List<List<String>> names =
        rows.stream().map(name -> sheet.wrap(name, 0.3 * sheet.width())).toList();
    double labels = names.stream().mapToDouble(sheet::widest).max().orElse(0);
    double left = 1.6 * size + labels + Frame.GAP + PADDING;
    double width = (sheet.width() - left - Sheet.THIN) / columns.size();
    double height = Math.min(width, highest() * size);
    double bottom = top + rows.size() * height;
    double text = textSize(sheet, width);
    for (int r = 0; r < rows.size(); r++) {
      double middle = top + (r + 0.5) * height;
      double first = middle + sheet.drop() - (names.get(r).size() - 1) * sheet.line() / 2;
      for (int i = 0; i < names.get(r).size(); i++) {
        sheet.text(
            names.get(r).get(i),
            left - Frame.GAP - PADDING,
            first + i * sheet.line(),
            Sheet.Align.RIGHT);
      }
      for (int c = 0; c < columns.size(); c++) {
        if (cells[r][c] != null) {
          cell(sheet, cells[r][c], left + c * width, middle - height / 2, width, height, text);
        }
      }
    }
    double right = left + columns.size() * width;
    border(sheet, left, top, right, bottom);
    sheet.upwards(rowTitle, size, (top + bottom) / 2, Sheet.Align.CENTER);
    double end = columnNames(sheet, left, width, bottom) + 0.15 * size;
    sheet.text(columnTitle, (left + right) / 2, end + sheet.line(), Sheet.Align.CENTER);
    return end + sheet.line() + 0.25 * size;
  }

  private double highest() {
    boolean plain =
        Arrays.stream(cells)
            .flatMap(Arrays::stream)
            .allMatch(cell -> cell == null || cell.small().isEmpty());
    return plain && rows.size() > MANY ? LOW : HIGHEST;
  }

  /// Small enough for the longest text to fit into a cell.
  private double textSize(Sheet sheet, double width) {
    double widest =
        Arrays.stream(cells)
            .flatMap(Arrays::stream)
            .filter(Objects::nonNull)
            .mapToDouble(
                cell -> Math.max(sheet.width(cell.text()), SMALL * sheet.width(cell.small())))
            .max()
            .orElse(0);
    return sheet.size() * Math.min(1, (width - 2 * PADDING) / widest);
  }

  private void cell(
      Sheet sheet, Cell cell, double x, double y, double width, double height, double size) {
    Color fill = scale.color(cell.share());
    Color ink = Palette.textOn(fill);
    double middle = x + width / 2;
    double digits = 2 * sheet.drop() * size / sheet.size();
    double small = cell.small().isEmpty() ? 0 : SMALL * digits;
    double between = cell.small().isEmpty() ? 0 : 0.5 * digits;
    double base = y + (height - digits - between - small) / 2 + digits;
    sheet.box(x, y, width, height, fill);
    sheet.text(cell.text(), middle, base, Sheet.Align.CENTER, size, ink);
    sheet.text(cell.small(), middle, base + between + small, Sheet.Align.CENTER, SMALL * size, ink);
  }

  private static void border(Sheet sheet, double left, double top, double right, double bottom) {
    Pen pen = Pen.solid(Palette.TEXT, Sheet.THIN);
    sheet.line(left, top, right, top, pen);
    sheet.line(left, bottom, right, bottom, pen);
    sheet.line(left, top, left, bottom, pen);
    sheet.line(right, top, right, bottom, pen);
  }

  /// Level where all of them fit below their columns, else all upright.
  ///
  /// @return where they end
  private double columnNames(Sheet sheet, double left, double width, double bottom) {
    double longest = sheet.widest(columns);
    boolean level = longest <= width - PADDING;
    double base = bottom + Frame.GAP + PADDING + 2 * sheet.drop();
    for (int c = 0; c < columns.size(); c++) {
      double middle = left + (c + 0.5) * width;
      if (level) {
        sheet.text(columns.get(c), middle, base, Sheet.Align.CENTER);
      } else {
        sheet.upwards(
            columns.get(c), middle + sheet.drop(), bottom + Frame.GAP + PADDING, Sheet.Align.RIGHT);
      }
    }
    return level ? base : bottom + Frame.GAP + PADDING + longest;
  }
}
