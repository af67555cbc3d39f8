package dev.tenor.ser.plot;

import java.awt.Color;

/// How a series looks. Colour, marker and dashes differ together, so that it is known without
/// colours as well.
///
/// @param marker null for none
/// @param dash lengths of dashes and gaps in turn, in points; empty for none
public record Look(Color color, Marker marker, float[] dash) {
  private static final float[][] DASHES = {
    {}, {4, 1.8f}, {1.2f, 1.4f}, {5, 1.5f, 1.2f, 1.5f}, {8, 2}
  };

  /// A line of reference, such as chance.
  public static final Look CHANCE = new Look(Palette.GREY, null, DASHES[2]);

  /// A second one, such as a baseline.
  public static final Look BASELINE = new Look(Palette.TEXT, null, DASHES[4]);

  /// The edge of an area among others.
  public static final Look EDGE = new Look(Color.WHITE, null, DASHES[0]);

  /// The look of series i, from 0; different for 49.
  public static Look of(int i) {
    int colors = Palette.SERIES.size();
    Marker[] markers = Marker.values();
    return new Look(
        Palette.SERIES.get(i % colors),
        markers[(i + i / colors) % markers.length],
        DASHES[i % DASHES.length]);
  }

  /// The same without markers, for curves of many points.
  public Look unmarked() {
    return new Look(color, null, dash);
  }

  Pen pen(double width) {
    return new Pen(color, width, dash);
  }
}
