package dev.tenor.ser.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.plot.Drawing.Outline;
import dev.tenor.ser.plot.Drawing.Text;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is where: nothing is cut, no text covers another, and all can be read.
final class LayoutTest {
  static Drawing drawing(Plot plot, double width, double size) {
    try (Typeface font = Typeface.open(Typeface.BUILT_IN)) {
      Sheet sheet = new Sheet(font, width, size);
      return sheet.drawing(plot.draw(sheet, size) + size);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Text> texts(Drawing drawing) {
    return drawing.marks().stream().filter(Text.class::isInstance).map(Text.class::cast).toList();
  }

  /// From the baseline to the top of the digits.
  private static Rectangle2D place(Text t) {
    double height = 0.72 * t.size();
    return t.upwards()
        ? new Rectangle2D.Double(t.x() - height, t.y() - t.width(), height, t.width())
        : new Rectangle2D.Double(t.x(), t.y() - height, t.width(), height);
  }

  static Stream<Arguments> sizes() {
    return Plots.all().entrySet().stream()
        .flatMap(plot ->
            Stream.of(
                Arguments.of(plot.getKey(), plot.getValue(), 241, 8),
                Arguments.of(plot.getKey(), plot.getValue(), 170, 6),
                Arguments.of(plot.getKey(), plot.getValue(), 482, 9)));
  }

  @ParameterizedTest(name = "{0}, {2} pt wide, {3} pt text")
  @MethodSource("sizes")
  void nothingIsCutAndNoTextCoversAnother(String name, Plot plot, double width, double size) {
    Drawing drawing = drawing(plot, width, size);
    Rectangle2D page = new Rectangle2D.Double(-0.01, 0, width + 0.02, drawing.height());
    List<Text> texts = texts(drawing);
    assertFalse(texts.isEmpty() && !name.equals("points"));
    for (int i = 0; i < texts.size(); i++) {
      Rectangle2D one = place(texts.get(i));
      assertTrue(page.contains(one), texts.get(i) + " is cut at " + width);
      for (Text other : texts.subList(0, i)) {
        assertFalse(one.intersects(place(other)), texts.get(i) + " covers " + other);
      }
    }
    for (Drawing.Mark mark : drawing.marks()) {
      if (mark instanceof Outline outline) {
        Rectangle2D bounds = outline.shape().getBounds2D();
        assertTrue(bounds.getMinX() >= -0.01 && bounds.getMaxX() <= width + 0.01, name + bounds);
      }
    }
  }

  @Test
  void digitsCanBeReadOnEveryColour() {
    for (ColorScale scale : List.of(ColorScale.BLUES, ColorScale.GREYS, ColorScale.SIGNED)) {
      for (int percent = 0; percent <= 100; percent++) {
        Color fill = scale.color(percent / 100.0);
        double contrast = Palette.contrast(fill, Palette.textOn(fill));
        assertTrue(contrast >= 4.5, percent + " %: " + contrast);
      }
    }
    assertEquals(21, Palette.contrast(Color.BLACK, Color.WHITE), 1e-9);
    assertEquals(Color.WHITE, Palette.textOn(ColorScale.BLUES.color(1)));
    assertEquals(Color.BLACK, Palette.textOn(ColorScale.BLUES.color(0)));
  }

  @Test
  void namesOfColumnsShareABaseline() {
    List<String> four = List.of("angry", "happy", "neutral", "sad");
    Set<Double> baselines = new HashSet<>();
    List<Text> texts = texts(drawing(Plots.matrix(four), 241, 8));
    texts.stream()
        .filter(t -> four.contains(t.text()) && t.x() > 60)
        .forEach(t -> baselines.add(t.y()));
    assertEquals(1, baselines.size(), texts.toString());
    List<Text> nine = texts(drawing(Plots.matrix(Plots.NINE), 241, 8));
    assertEquals(9 + 1, nine.stream().filter(Text::upwards).count(), "all columns, and the title");
  }

  @Test
  void seriesDifferInColourAndShape() {
    Set<List<Object>> looks = new HashSet<>();
    for (int i = 0; i < 49; i++) {
      looks.add(List.of(Look.of(i).color(), Look.of(i).marker()));
    }
    assertEquals(49, looks.size());
    for (int i = 1; i < 7; i++) {
      assertNotEquals(Look.of(0).marker(), Look.of(i).marker());
    }
  }

  @Test
  void axesHaveRoundNumbers() {
    Scale scale = Scale.of(Axis.of("loss"), 0.013, 0.87, 6);
    assertEquals(
        List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"),
        scale.ticks().stream().map(scale::label).toList());
    Scale negative = Scale.of(Axis.of("level, dB", -80, 0), Double.NaN, Double.NaN, 3);
    assertEquals(List.of("−50", "0"), negative.ticks().stream().map(negative::label).toList());
    assertEquals(1, LinearScale.of(Axis.whole("epoch"), 1, 2, 9).step());
    for (double[] range : new double[][] {{3, 3}, {0, 0}, {Double.NaN, Double.NaN}, {-5, -5}}) {
      Scale one = Scale.of(Axis.of("x"), range[0], range[1], 5);
      assertTrue(one.high() > one.low(), one.toString());
      assertTrue(Double.isNaN(range[0]) || one.place(range[0]) >= 0 && one.place(range[0]) <= 1);
    }
  }

  @Test
  void logarithmicAxesHaveRoundNumbers() {
    assertEquals(List.of("1", "2", "5", "10"), labels(Axis.log("x"), 1.3, 8, 7));
    assertEquals(List.of("0.1", "1", "10", "100"), labels(Axis.log("x"), 0.02, 60, 7));
    assertEquals(List.of("10⁻⁶", "0.001", "1", "1000"), labels(Axis.log("x"), 1e-6, 5e5, 5));
    assertEquals(List.of("2·10⁶", "5·10⁶"), labels(Axis.log("x"), 2.5e6, 4e6, 7));
    assertEquals(List.of("1", "2", "4"), labels(Axis.doubling("threads"), 1, 6, 9));
    assertEquals(List.of("1", "4", "16", "64", "256"), labels(Axis.doubling("batch"), 1, 256, 6));
    assertEquals(List.of("2", "50"), labels(Axis.log("x"), 2, 41, 2), "one decade alone");
    assertEquals(List.of("1", "10"), labels(Axis.log("x"), 0, -5, 2));
  }

  private static List<String> labels(Axis axis, double least, double most, int ticks) {
    Scale scale = Scale.of(axis, least, most, ticks);
    return scale.ticks().stream().map(scale::label).toList();
  }

  @Test
  void logarithmicAxesKeepRatios() {
    Scale scale = Scale.of(Axis.log("x"), 1, 100, 3);
    assertEquals(0.5, scale.place(10), 1e-12);
    assertEquals(0, scale.place(1), 1e-12);
    assertFalse(Double.isFinite(scale.place(0)));
    Scale one = Scale.of(Axis.doubling("threads"), 2, 2, 5);
    assertTrue(one.place(2) > 0 && one.place(2) < 1, "a single value");
  }

  /// The axis goes from 0.2 to 5, so that 1 is in its middle.
  @Test
  void barsOfRatiosBeginAtOne() {
    Drawing drawing = drawing(Plots.ratios(), 241, 8);
    List<Rectangle2D> bars =
        drawing.marks().stream()
            .filter(Outline.class::isInstance)
            .map(Outline.class::cast)
            .filter(o -> o.fill() != null && o.shape() instanceof Rectangle2D)
            .map(o -> (Rectangle2D) o.shape())
            .toList();
    assertEquals(2, bars.size());
    assertEquals(bars.get(0).getMaxX(), bars.get(1).getMinX(), 1e-9);
    assertEquals(2 * bars.get(0).getWidth(), bars.get(1).getWidth(), 1e-9, "a half, and 4 = 2²");
    List<String> texts = texts(drawing).stream().map(Text::text).toList();
    assertTrue(texts.containsAll(List.of("0.50", "4.00", "0.2", "5")), texts.toString());
  }

  @Test
  void aTitleIsDrawnOnlyIfAskedFor() throws IOException {
    FigureStyle usual = FigureStyle.DEFAULT;
    FigureStyle titled = new FigureStyle(usual.formats(), 8.5, usual.font(), 8, true);
    for (Map.Entry<FigureStyle, Boolean> style : Map.of(usual, false, titled, true).entrySet()) {
      byte[] svg =
          Plots.bars().files("My title", style.getKey(), usual.formats()).get(FigureFormat.SVG);
      assertEquals(
          style.getValue(), new String(svg, StandardCharsets.UTF_8).contains(">My title<"));
    }
  }
}
