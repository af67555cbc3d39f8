package dev.tenor.ser.plot;

import java.io.IOException;
import java.util.Locale;

/// The kinds of files that a figure is written as.
public enum FigureFormat {
  /// Pixels, 300 in an inch.
  PNG {
    @Override
    byte[] bytes(Drawing drawing, Typeface font) throws IOException {
      return PngWriter.bytes(drawing, font);
    }
  },
  /// Lines and text for pages and editors; a reader without the font takes its own.
  SVG {
    @Override
    byte[] bytes(Drawing drawing, Typeface font) throws IOException {
      return SvgWriter.bytes(drawing, font);
    }
  },
  /// Lines and text with the font inside, for LaTeX.
  PDF {
    @Override
    byte[] bytes(Drawing drawing, Typeface font) throws IOException {
      return PdfWriter.bytes(drawing, font);
    }
  };

  abstract byte[] bytes(Drawing drawing, Typeface font) throws IOException;

  /// The ending of such a file's name, without the dot.
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }
}
