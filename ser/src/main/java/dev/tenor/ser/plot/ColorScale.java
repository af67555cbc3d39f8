package dev.tenor.ser.plot;

import java.awt.Color;
import java.util.List;

/// Colours for numbers from 0 to 1.
///
/// @param anchors equally far apart, the first for 0
public record ColorScale(List<Color> anchors) {
  /// From white to dark blue, for shares.
  public static final ColorScale BLUES = new ColorScale(List.of(Color.WHITE, Palette.BLUE));

  /// From white to black, for spectrograms.
  public static final ColorScale GREYS = new ColorScale(List.of(Color.WHITE, Color.BLACK));

  /// From blue over white to vermillion, for signed values.
  public static final ColorScale SIGNED =
      new ColorScale(List.of(Palette.BLUE, Color.WHITE, Palette.VERMILLION));

  /// The colour of a number; those outside of 0 … 1 have that of the nearer end.
  Color color(double share) {
    double place = Math.clamp(share, 0, 1) * (anchors.size() - 1);
    int below = Math.min((int) place, anchors.size() - 2);
    return Palette.mix(anchors.get(below), anchors.get(below + 1), place - below);
  }
}
