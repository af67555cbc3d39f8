package dev.tenor.ser.plot;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// Something that can be drawn at any width.
public sealed interface Plot permits XyPlot, Panels, BarPlot, MatrixPlot, ImagePlot {
  /// Draws it below a line.
  ///
  /// @param top where it begins
  /// @return where it ends
  double draw(Sheet sheet, double top);

  /// The files of this plot. The same plot has the same bytes on every machine that has the font.
  ///
  /// @param title drawn above it if the style asks for one
  /// @throws IllegalArgumentException if there is no such font
  default Map<FigureFormat, byte[]> files(
      String title, FigureStyle style, Set<FigureFormat> formats) throws IOException {
    try (Typeface font = Typeface.open(style.font())) {
      Drawing drawing = drawing(title, style, font);
      Map<FigureFormat, byte[]> files = new EnumMap<>(FigureFormat.class);
      for (FigureFormat format : formats) {
        files.put(format, format.bytes(drawing, font));
      }
      return files;
    }
  }

  private Drawing drawing(String title, FigureStyle style, Typeface font) {
    Sheet sheet = new Sheet(font, style.width(), style.fontSize());
    double top = 0.5 * sheet.size(); // half a digit of the uppermost tick
    if (style.title()) {
      for (String line : sheet.wrap(title, sheet.width())) {
        top += sheet.line();
        sheet.text(line, sheet.width() / 2, top - 0.35 * sheet.size(), Sheet.Align.CENTER);
      }
      top += 0.6 * sheet.size();
    }
    return sheet.drawing(draw(sheet, top) + 0.4 * sheet.size());
  }
}
