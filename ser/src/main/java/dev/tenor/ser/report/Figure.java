package dev.tenor.ser.report;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.plot.FigureFormat;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.plot.Plot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// A plot with its words.
///
/// @param name of its files
/// @param title a few words, drawn inside if the style asks for it
/// @param caption what it shows, a sentence
public record Figure(String name, String title, String caption, Plot plot) {
  /// Writes `NAME.png`, `NAME.svg` and `NAME.pdf`, or those of them that the style names.
  public void write(Path folder, FigureStyle style) throws IOException {
    Map<FigureFormat, byte[]> files = plot.files(title, style, style.formats());
    for (Map.Entry<FigureFormat, byte[]> file : files.entrySet()) {
      AtomicFile.write(
          folder.resolve(name + "." + file.getKey().extension()),
          out -> out.write(file.getValue()));
    }
  }

  /// One of these files.
  public byte[] bytes(FigureFormat format, FigureStyle style) throws IOException {
    return plot.files(title, style, Set.of(format)).get(format);
  }

  /// The plot as an SVG document, whatever the formats of the style.
  public byte[] svg(FigureStyle style) throws IOException {
    return bytes(FigureFormat.SVG, style);
  }
}
