package dev.tenor.ser.plot;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.DoubleStream;

/// A picture of numbers between two axes, such as a spectrogram, with its scale of colours beside
/// it.
///
/// @param x from the left edge of the first column to the right edge of the last; likewise `y`
/// @param aspect the height of the picture over its width
/// @param ground in grey below the picture, 0 (white) … 1 (black) of each column and row, or null
///   for none: a number in the middle of the scale lets it through, one at the ends covers it
/// @param values of each column and row, the first row at the bottom; NaN is white
/// @param unit what the numbers are, the title of the scale
/// @param low the number of the first colour
/// @param high the number of the last colour
public record ImagePlot(
    Axis x,
    Axis y,
    double aspect,
    float[][] ground,
    float[][] values,
    String unit,
    double low,
    double high,
    ColorScale scale)
    implements Plot {
  private static final int COLORS = 256;

  /// Without a ground.
  public ImagePlot(
      Axis x,
      Axis y,
      double aspect,
      float[][] values,
      String unit,
      double low,
      double high,
      ColorScale scale) {
    this(x, y, aspect, null, values, unit, low, high, scale);
  }

  @Override
  public double draw(Sheet sheet, double top) {
    double size = sheet.size();
    Axis colors = Axis.of(unit, low, high);
    double height = aspect * 0.7 * sheet.width(); // about: it decides on ticks alone
    Scale ys = Frame.upwards(sheet, y, DoubleStream.empty(), height);
    double left = 1.6 * size + widest(sheet, ys) + Frame.TICK + Frame.GAP;
    Scale cs = Frame.upwards(sheet, colors, DoubleStream.empty(), height);
    double bar = sheet.width() - 1.6 * size - widest(sheet, cs) - Frame.TICK - Frame.GAP;
    double right = bar - 1.6 * size;
    double bottom = top + aspect * (right - left);
    Scale xs = Frame.across(sheet, x, DoubleStream.empty(), right - left);
    Frame frame = new Frame(xs, ys, left, top, right, bottom);
    sheet.picture(image(), left, top, right - left, bottom - top);
    frame.axes(sheet, x, y);
    frame.beside(sheet, y, size);
    colorBar(sheet, new Frame(xs, cs, bar - 0.8 * size, top, bar, bottom));
    return frame.below(sheet, x);
  }

  private static double widest(Sheet sheet, Scale scale) {
    List<String> labels = scale.ticks().stream().map(scale::label).toList();
    return sheet.widest(labels);
  }

  private void colorBar(Sheet sheet, Frame frame) {
    BufferedImage bar = new BufferedImage(1, COLORS, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < COLORS; i++) {
      bar.setRGB(0, COLORS - 1 - i, scale.color((i + 0.5) / COLORS).getRGB());
    }
    double height = frame.bottom() - frame.top();
    sheet.picture(bar, frame.left(), frame.top(), frame.right() - frame.left(), height);
    Pen pen = Pen.solid(Palette.TEXT, Sheet.THIN);
    double text = frame.right() + Frame.TICK + Frame.GAP;
    for (double tick : frame.ys().ticks()) {
      double y = frame.y(tick);
      sheet.line(frame.right(), y, frame.right() + Frame.TICK, y, pen);
      sheet.text(frame.ys().label(tick), text, y + sheet.drop(), Sheet.Align.LEFT);
    }
    frame.beside(sheet, Axis.of(unit), sheet.width() - 0.3 * sheet.size());
  }

  private BufferedImage image() {
    int columns = values.length;
    int rows = values[0].length;
    BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        double share = (values[c][r] - low) / (high - low);
        Color color =
            Double.isNaN(share)
                ? Color.WHITE
                : ground == null ? scale.color(share) : over(ground[c][r], share);
        image.setRGB(c, rows - 1 - r, color.getRGB());
      }
    }
    return image;
  }

  /// The colour of that end of the scale to which a number is nearer, over a grey: the nearer, the
  /// denser.
  private Color over(double grey, double share) {
    double place = 2 * Math.clamp(share, 0, 1) - 1;
    Color below = ColorScale.GREYS.color(grey);
    return Palette.mix(below, scale.color(place < 0 ? 0 : 1), Math.abs(place));
  }
}
