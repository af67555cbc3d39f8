package dev.tenor.ser.plot;

import dev.tenor.ser.plot.Drawing.Mark;
import dev.tenor.ser.plot.Drawing.Outline;
import dev.tenor.ser.plot.Drawing.Picture;
import dev.tenor.ser.plot.Drawing.Text;
import java.awt.Color;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// SVG 1.1 with text as text. Each text has its length: a reader that lacks the font squeezes its
/// own into the same place.
final class SvgWriter {
  private final StringBuilder svg = new StringBuilder();

  private SvgWriter() {}

  static byte[] bytes(Drawing drawing, Typeface font) throws IOException {
    SvgWriter writer = new SvgWriter();
    writer.header(drawing, font);
    for (Mark mark : drawing.marks()) {
      switch (mark) {
        case Outline outline -> writer.outline(outline);
        case Text text -> writer.text(text, font);
        case Picture picture -> writer.picture(picture);
      }
    }
    writer.svg.append("</g>\n</svg>\n");
    return writer.svg.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void header(Drawing drawing, Typeface font) {
    String width = number(drawing.width());
    String height = number(drawing.height());
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width);
    svg.append("pt\" height=\"").append(height).append("pt\" viewBox=\"0 0 ").append(width);
    svg.append(' ')
        .append(height)
        .append("\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
    svg.append("\n<g font-family=\"'").append(escape(font.family()));
    svg.append("', Arial, Helvetica, sans-serif\" stroke-linejoin=\"round\">\n");
  }

  private void outline(Outline outline) {
    svg.append("<path d=\"").append(path(outline)).append('"');
    svg.append(" fill=\"").append(outline.fill() == null ? "none" : color(outline.fill()));
    svg.append('"');
    if (outline.pen() != null) {
      svg.append(" stroke=\"").append(color(outline.pen().color())).append('"');
      svg.append(" stroke-width=\"").append(number(outline.pen().width())).append('"');
      if (outline.pen().dash().length > 0) {
        StringJoiner dashes = new StringJoiner(" ", " stroke-dasharray=\"", "\"");
        for (float length : outline.pen().dash()) {
          dashes.add(number(length));
        }
        svg.append(dashes);
      }
    }
    svg.append("/>\n");
  }

  private static String path(Outline outline) {
    StringJoiner path = new StringJoiner(" ");
    double[] at = new double[6];
    for (PathIterator i = outline.shape().getPathIterator(null); !i.isDone(); i.next()) {
      path.add(
          switch (i.currentSegment(at)) {
            case PathIterator.SEG_MOVETO -> "M" + numbers(at, 2);
            case PathIterator.SEG_LINETO -> "L" + numbers(at, 2);
            case PathIterator.SEG_CUBICTO -> "C" + numbers(at, 6);
            case PathIterator.SEG_CLOSE -> "Z";
            default -> throw new IllegalStateException("a quadratic curve, which PDF has not");
          });
    }
    return path.toString();
  }

  private static String numbers(double[] values, int count) {
    return Arrays.stream(values, 0, count)
        .mapToObj(SvgWriter::number)
        .collect(Collectors.joining(" "));
  }

  private void text(Text text, Typeface font) {
    String x = number(text.x());
    String y = number(text.y());
    svg.append("<text x=\"").append(x).append("\" y=\"").append(y).append('"');
    if (text.upwards()) {
      svg.append(" transform=\"rotate(-90 ").append(x).append(' ').append(y).append(")\"");
    }
    svg.append(" font-size=\"").append(number(text.size())).append('"');
    if (font.known(text.text()).equals(text.text())) {
      svg.append(" textLength=\"").append(number(text.width())).append('"');
      svg.append(" lengthAdjust=\"spacingAndGlyphs\"");
    }
    svg.append(" fill=\"").append(color(text.color()));
    svg.append("\">").append(escape(text.text())).append("</text>\n");
  }

  private void picture(Picture picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture.image(), "png", out);
    }
    svg.append("<image x=\"").append(number(picture.x()));
    svg.append("\" y=\"").append(number(picture.y()));
    svg.append("\" width=\"").append(number(picture.width()));
    svg.append("\" height=\"").append(number(picture.height()));
    svg.append("\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"");
    svg.append(" href=\"data:image/png;base64,");
    svg.append(Base64.getEncoder().encodeToString(bytes.toByteArray())).append("\"/>\n");
  }

  /// Two decimals, in every locale.
  private static String number(double value) {
    double rounded = Math.round(100 * value) / 100.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  private static String color(Color color) {
    return "#" + HexFormat.of().toHexDigits(color.getRGB() & 0xffffffL, 6);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("[\\p{Cntrl}\\p{Cs}\ufffe\uffff]", "?"); // XML has none
  }
}
