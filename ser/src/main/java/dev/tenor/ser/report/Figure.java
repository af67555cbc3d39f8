package dev.tenor.ser.report;

import dev.tenor.engine.io.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/// A plot.
///
/// @param name of its files
/// @param caption what it shows, a sentence
public record Figure(String name, String caption, Chart<?, ?> chart) {
  /// Writes `NAME.png` and `NAME.svg`.
  public void write(Path folder) throws IOException {
    byte[] png = png();
    AtomicFile.write(folder.resolve(name + ".png"), out -> out.write(png));
    byte[] svg = svg();
    AtomicFile.write(folder.resolve(name + ".svg"), out -> out.write(svg));
  }

  /// The plot as PNG. Unless told otherwise, Java's writers of images go through a temporary file,
  /// which fails where there is no room for one.
  public byte[] png() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out);
    }
    return bytes.toByteArray();
  }

  /// The plot as an SVG document, without the reference to a DTD that some readers would fetch.
  byte[] svg() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    String text = bytes.toString(StandardCharsets.UTF_8);
    return text.replaceFirst("<!DOCTYPE[^>]*>", "").getBytes(StandardCharsets.UTF_8);
  }
}
