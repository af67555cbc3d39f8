package dev.tenor.ser.plot;

import dev.tenor.ser.plot.Drawing.Mark;
import dev.tenor.ser.plot.Drawing.Outline;
import dev.tenor.ser.plot.Drawing.Picture;
import dev.tenor.ser.plot.Drawing.Text;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// PNG at 300 dpi; the file says so.
final class PngWriter {
  static final int DPI = 300;
  private static final int PIXELS_PER_METRE = 11811;
  private static final String PNG_METADATA = "javax_imageio_png_1.0";

  private PngWriter() {}

  static byte[] bytes(Drawing drawing, Typeface font) throws IOException {
    return encode(image(drawing, font));
  }

  private static BufferedImage image(Drawing drawing, Typeface font) throws IOException {
    double scale = DPI / 72.0;
    int width = (int) Math.round(drawing.width() * scale);
    int height = (int) Math.round(drawing.height() * scale);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.scale(scale, scale);
    for (Mark mark : drawing.marks()) {
      switch (mark) {
        case Outline outline -> outline(g, outline);
        case Text text -> text(g, text, font);
        case Picture picture -> picture(g, picture);
      }
    }
    g.dispose();
    return image;
  }

  private static void outline(Graphics2D g, Outline outline) {
    if (outline.fill() != null) {
      g.setColor(outline.fill());
      g.fill(outline.shape());
    }
    Pen pen = outline.pen();
    if (pen != null) {
      float[] dash = pen.dash().length == 0 ? null : pen.dash();
      g.setColor(pen.color());
      g.setStroke(
          new BasicStroke(
              (float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0));
      g.draw(outline.shape());
    }
  }

  private static void text(Graphics2D g, Text text, Typeface font) throws IOException {
    AffineTransform before = g.getTransform();
    g.translate(text.x(), text.y());
    g.rotate(text.upwards() ? -Math.PI / 2 : 0);
    g.setColor(text.color());
    g.fill(font.outline(text.text(), text.size()));
    g.setTransform(before);
  }

  private static void picture(Graphics2D g, Picture picture) {
    AffineTransform place = AffineTransform.getTranslateInstance(picture.x(), picture.y());
    place.scale(
        picture.width() / picture.image().getWidth(),
        picture.height() / picture.image().getHeight());
    g.drawImage(picture.image(), place, null);
  }

  /// Unless told otherwise, Java's writers of images go through a temporary file, which fails where
  /// there is no room for one.
  private static byte[] encode(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(image), writer.getDefaultWriteParam());
    IIOMetadataNode size = new IIOMetadataNode("pHYs");
    size.setAttribute("pixelsPerUnitXAxis", Integer.toString(PIXELS_PER_METRE));
    size.setAttribute("pixelsPerUnitYAxis", Integer.toString(PIXELS_PER_METRE));
    size.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode root = new IIOMetadataNode(PNG_METADATA);
    root.appendChild(size);
    metadata.mergeTree(PNG_METADATA, root);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(new IIOImage(image, null, metadata));
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
