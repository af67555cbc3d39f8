package dev.tenor.ser.plot;

import java.awt.Color;

/// How a line is drawn.
///
/// @param width in points
/// @param dash lengths of dashes and gaps in turn, in points; empty for none
record Pen(Color color, double width, float[] dash) {
  private static final float[] SOLID = {};

  static Pen solid(Color color, double width) {
    return new Pen(color, width, SOLID);
  }
}
