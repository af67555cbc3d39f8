package dev.tenor.ser.plot;

import java.awt.Color;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.List;

/// A finished picture: marks in the order in which they are drawn. Lengths are in points, x to the
/// right and y downwards.
record Drawing(double width, double height, List<Mark> marks) {
  Drawing {
    marks = List.copyOf(marks);
  }

  sealed interface Mark permits Outline, Text, Picture {}

  /// @param fill null for none
  /// @param pen null for none
  record Outline(Shape shape, Color fill, Pen pen) implements Mark {}

  /// A line of text on its baseline.
  ///
  /// @param x where it begins
  /// @param width its length
  /// @param upwards whether it is turned, to be read from below to above
  record Text(
      String text, double x, double y, double width, double size, boolean upwards, Color color)
      implements Mark {}

  record Picture(BufferedImage image, double x, double y, double width, double height)
      implements Mark {}
}
