package dev.tenor.tools.options;

import dev.tenor.ser.plot.FigureFormat;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.plot.InstalledFonts;
import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Option;

/// How figures look, and as what they are written.
public final class FigureMixin {
  @Option(
      names = "--figure-format",
      paramLabel = "F",
      split = ",",
      description = "Formats of figures: png (300 dpi), svg, pdf (default: all three).")
  private Set<FigureFormat> formats;

  @Option(
      names = "--figure-width",
      paramLabel = "CM",
      description = "Width of figures in cm (default: 8.5, a column of a paper).")
  private Double width;

  @Option(
      names = "--figure-font",
      paramLabel = "NAME",
      description =
          "Font of figures, an installed TrueType font (default: Liberation Sans, as wide as Arial"
              + " and Helvetica).")
  private String font;

  @Option(
      names = "--figure-font-size",
      paramLabel = "PT",
      description = "Font size of figures in points (default: 8).")
  private Double fontSize;

  @Option(names = "--figure-title", description = "Write a title into each figure.")
  private boolean title;

  /// The style that was asked for.
  ///
  /// @throws IllegalArgumentException if a value is wrong, or there is no such font
  public FigureStyle style() throws IOException {
    FigureStyle usual = FigureStyle.DEFAULT;
    FigureStyle style =
        new FigureStyle(
            formats == null ? usual.formats() : formats,
            width == null ? usual.widthCm() : width,
            font == null ? usual.font() : font,
            fontSize == null ? usual.fontSize() : fontSize,
            title);
    if (font != null) {
      InstalledFonts.check(font);
    }
    return style;
  }
}
