package dev.tenor.ser.plot;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;

/// Lines, points and areas between two axes.
///
/// @param aspect the height of the space between the axes over its width
public record XyPlot(Axis x, Axis y, double aspect, List<Layer> layers) implements Plot {
  /// Of curves and whiskers' curves, in points.
  static final double LINE = 1;

  /// Half the size of a marker, in font sizes.
  static final double MARKER = 0.28;

  /// The white line around markers, which keeps those apart that overlap.
  static final double RIM = 0.4;

  /// With more points than this some have no marker, and intervals are a band.
  private static final int FEW = 16;

  private static final int MARKERS = 8;

  public XyPlot {
    layers = List.copyOf(layers);
  }

  @Override
  public double draw(Sheet sheet, double top) {
    return new Panels(List.of(this)).draw(sheet, top);
  }

  /// Draws all layers into a frame.
  void drawLayers(Sheet sheet, Frame frame) {
    for (Layer layer : layers) {
      switch (layer) {
        case Layer.Area area -> area(sheet, frame, area);
        case Layer.Line line -> line(sheet, frame, line);
        case Layer.Points points -> points(sheet, frame, points);
        case Layer.Rule rule -> rule(sheet, frame, rule);
      }
    }
  }

  private static void rule(Sheet sheet, Frame frame, Layer.Rule rule) {
    Pen pen = rule.look().pen(LINE);
    if (rule.upright()) {
      double x = frame.x(rule.value());
      sheet.line(x, frame.top(), x, frame.bottom(), pen);
    } else {
      double y = frame.y(rule.value());
      sheet.line(frame.left(), y, frame.right(), y, pen);
    }
  }

  private static void points(Sheet sheet, Frame frame, Layer.Points points) {
    for (int i = 0; i < points.x().length; i++) {
      marker(sheet, points.look(), frame.x(points.x()[i]), frame.y(points.y()[i]));
    }
  }

  private static void marker(Sheet sheet, Look look, double x, double y) {
    if (look.marker() != null && Double.isFinite(x + y)) {
      sheet.shape(
          look.marker().at(x, y, MARKER * sheet.size()), look.color(), Pen.solid(Color.WHITE, RIM));
    }
  }

  private static void line(Sheet sheet, Frame frame, Layer.Line line) {
    int count = line.x().length;
    if (line.low() != null && count > FEW) {
      Color pale = Palette.mix(line.look().color(), Color.WHITE, 0.8);
      area(sheet, frame, new Layer.Area("", line.x(), line.low(), line.high(), pale));
    } else if (line.low() != null) {
      for (int i = 0; i < count; i++) {
        whisker(sheet, frame, line, i);
      }
    }
    Path2D path = new Path2D.Double();
    boolean open = false;
    for (int i = 0; i < count; i++) {
      double x = frame.x(line.x()[i]);
      double y = frame.y(line.y()[i]);
      if (Double.isFinite(x + y)) {
        if (open) {
          path.lineTo(x, y);
        } else {
          path.moveTo(x, y);
        }
      }
      open = Double.isFinite(x + y);
    }
    sheet.shape(path, null, line.look().pen(LINE));
    int every = count <= FEW ? 1 : (count + MARKERS - 1) / MARKERS;
    for (int i = every / 2; i < count; i += every) {
      marker(sheet, line.look(), frame.x(line.x()[i]), frame.y(line.y()[i]));
    }
  }

  private static void whisker(Sheet sheet, Frame frame, Layer.Line line, int i) {
    double x = frame.x(line.x()[i]);
    double low = frame.y(line.low()[i]);
    double high = frame.y(line.high()[i]);
    if (Double.isFinite(x + low + high)) {
      double half = 0.2 * sheet.size();
      Pen pen = Pen.solid(line.look().color(), Sheet.THIN);
      sheet.line(x, low, x, high, pen);
      sheet.line(x - half, low, x + half, low, pen);
      sheet.line(x - half, high, x + half, high, pen);
    }
  }

  /// A polygon for each stretch without NaN.
  private static void area(Sheet sheet, Frame frame, Layer.Area area) {
    int from = 0;
    for (int i = 0; i <= area.x().length; i++) {
      if (i == area.x().length || !Double.isFinite(area.low()[i] + area.high()[i])) {
        if (i > from) {
          sheet.shape(polygon(frame, area, from, i), area.color(), null);
        }
        from = i + 1;
      }
    }
  }

  private static Path2D polygon(Frame frame, Layer.Area area, int from, int to) {
    Path2D path = new Path2D.Double();
    path.moveTo(frame.x(area.x()[from]), frame.y(area.high()[from]));
    for (int i = from + 1; i < to; i++) {
      path.lineTo(frame.x(area.x()[i]), frame.y(area.high()[i]));
    }
    for (int i = to - 1; i >= from; i--) {
      path.lineTo(frame.x(area.x()[i]), frame.y(area.low()[i]));
    }
    path.closePath();
    return path;
  }
}
