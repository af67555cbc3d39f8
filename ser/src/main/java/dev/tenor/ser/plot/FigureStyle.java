package dev.tenor.ser.plot;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// How figures look, and as what they are written.
///
/// @param formats in the order of the enum
/// @param widthCm the width in cm; the height follows from the content
/// @param font the family of an installed TrueType font, or [Typeface#BUILT_IN]
/// @param fontSize of all text, in points
/// @param title whether the title is drawn inside; a paper has a caption instead
public record FigureStyle(
    Set<FigureFormat> formats, double widthCm, String font, double fontSize, boolean title) {
  /// One column of a paper in two columns.
  public static final FigureStyle DEFAULT =
      new FigureStyle(EnumSet.allOf(FigureFormat.class), 8.5, Typeface.BUILT_IN, 8, false);

  private static final double POINTS_PER_CM = 72 / 2.54;
  private static final double NARROWEST_CM = 5;
  private static final double WIDEST_CM = 50;
  private static final double SMALLEST = 4;
  private static final double LARGEST = 24;

  /// @throws IllegalArgumentException if there is no format, or a number is out of range
  public FigureStyle {
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("no format of figures is given; there are png, svg, pdf");
    }
    formats = ordered(formats);
    check("width of figures", widthCm, "cm", NARROWEST_CM, WIDEST_CM);
    check("font size of figures", fontSize, "pt", SMALLEST, LARGEST);
  }

  private static Set<FigureFormat> ordered(Collection<FigureFormat> formats) {
    return Collections.unmodifiableSet(EnumSet.copyOf(formats));
  }

  private static void check(String what, double value, String unit, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s %s, must be %.0f to %.0f %s",
              what,
              value,
              unit,
              least,
              most,
              unit));
    }
  }

  /// The width in points.
  double width() {
    return widthCm * POINTS_PER_CM;
  }
}
