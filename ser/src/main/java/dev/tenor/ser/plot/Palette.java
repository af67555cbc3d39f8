package dev.tenor.ser.plot;

import java.awt.Color;
import java.util.List;

/// Colours that colour-blind readers can tell apart (Okabe and Ito, 2008), without their yellow,
/// which is hard to see on white.
final class Palette {
  static final Color BLUE = new Color(0x0072b2);
  static final Color VERMILLION = new Color(0xd55e00);
  static final Color GREY = new Color(0x707070);
  static final Color GRID = new Color(0xe4e4e4);
  static final Color TEXT = Color.BLACK;

  static final List<Color> SERIES =
      List.of(
          BLUE,
          VERMILLION,
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0xe69f00),
          new Color(0x56b4e9),
          Color.BLACK);

  private Palette() {}

  /// A colour between two.
  ///
  /// @param share 0 for the first, 1 for the second
  static Color mix(Color a, Color b, double share) {
    return new Color(
        mix(a.getRed(), b.getRed(), share),
        mix(a.getGreen(), b.getGreen(), share),
        mix(a.getBlue(), b.getBlue(), share));
  }

  private static int mix(int a, int b, double share) {
    return (int) Math.round(a + share * (b - a));
  }

  /// Black or white, whichever is easier to read on a colour.
  static Color textOn(Color background) {
    return contrast(Color.BLACK, background) >= contrast(Color.WHITE, background)
        ? Color.BLACK
        : Color.WHITE;
  }

  /// The contrast of two colours, 1 … 21; text needs 4.5 (WCAG 2.1).
  static double contrast(Color a, Color b) {
    double first = luminance(a) + 0.05;
    double second = luminance(b) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(int value) {
    double share = value / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
