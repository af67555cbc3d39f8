package dev.tenor.ser.plot;

import dev.tenor.ser.plot.Drawing.Mark;
import dev.tenor.ser.plot.Drawing.Outline;
import dev.tenor.ser.plot.Drawing.Picture;
import dev.tenor.ser.plot.Drawing.Text;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/// What a plot is drawn on: as wide as the figure, without an end below. Lengths are in points.
final class Sheet {
  /// Of axes and whiskers.
  static final double THIN = 0.5;

  /// From one line of text to the next, in font sizes.
  static final double LEADING = 1.25;

  private final Typeface font;
  private final double width;
  private final double size;
  private final List<Mark> marks = new ArrayList<>();

  Sheet(Typeface font, double width, double size) {
    this.font = font;
    this.width = width;
    this.size = size;
  }

  /// Where a text is to its place.
  enum Align {
    LEFT(0),
    CENTER(0.5),
    RIGHT(1);

    private final double before;

    Align(double before) {
      this.before = before;
    }
  }

  double width() {
    return width;
  }

  /// The font size.
  double size() {
    return size;
  }

  /// From one baseline to the next.
  double line() {
    return LEADING * size;
  }

  /// From the middle of a text to its baseline.
  double drop() {
    return font.capHeight(size) / 2;
  }

  double width(String text) {
    return font.width(text, size);
  }

  /// The length of the longest of some texts.
  double widest(List<String> texts) {
    return texts.stream().mapToDouble(this::width).max().orElse(0);
  }

  void shape(Shape shape, Color fill, Pen pen) {
    marks.add(new Outline(shape, fill, pen));
  }

  void line(double x1, double y1, double x2, double y2, Pen pen) {
    shape(new Line2D.Double(x1, y1, x2, y2), null, pen);
  }

  void box(double x, double y, double width, double height, Color fill) {
    shape(new Rectangle2D.Double(x, y, width, height), fill, null);
  }

  void picture(BufferedImage image, double x, double y, double width, double height) {
    marks.add(new Picture(image, x, y, width, height));
  }

  void text(String text, double x, double baseline, Align align) {
    text(text, x, baseline, align, size, Palette.TEXT);
  }

  void text(String text, double x, double baseline, Align align, double size, Color color) {
    double length = font.width(text, size);
    if (!text.isBlank()) {
      double left = x - align.before * length;
      marks.add(new Text(text, left, baseline, length, size, false, color));
    }
  }

  /// A text to be read from below to above.
  ///
  /// @param baseline its x
  /// @param y where it is aligned
  void upwards(String text, double baseline, double y, Align align) {
    double length = width(text);
    if (!text.isBlank()) {
      double begin = y + align.before * length;
      marks.add(new Text(text, baseline, begin, length, size, true, Palette.TEXT));
    }
  }

  /// A text in lines that are not longer than a width, if its words allow that.
  List<String> wrap(String text, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (line.isEmpty() || width(longer) <= width) {
        line = longer;
      } else {
        lines.add(line);
        line = word;
      }
    }
    lines.add(line);
    return lines;
  }

  Drawing drawing(double height) {
    return new Drawing(width, height, marks);
  }
}
