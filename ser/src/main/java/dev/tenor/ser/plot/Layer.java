package dev.tenor.ser.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Something between two axes. A name of "" leaves it out of the legend; of several with one name
/// the legend shows the first.
public sealed interface Layer {
  /// In the legend.
  String name();

  /// All values on the x axis, likewise [#ys()]; NaN is skipped.
  DoubleStream xs();

  DoubleStream ys();

  /// A line with markers; a NaN interrupts it.
  ///
  /// @param low the ends of an interval around each y, likewise `high`; null for none
  record Line(String name, double[] x, double[] y, double[] low, double[] high, Look look)
      implements Layer {
    /// Without intervals.
    public Line(String name, double[] x, double[] y, Look look) {
      this(name, x, y, null, null, look);
    }

    @Override
    public DoubleStream xs() {
      return Arrays.stream(x);
    }

    @Override
    public DoubleStream ys() {
      return low == null
          ? Arrays.stream(y)
          : DoubleStream.concat(
              Arrays.stream(y), DoubleStream.concat(Arrays.stream(low), Arrays.stream(high)));
    }
  }

  /// Points.
  record Points(String name, double[] x, double[] y, Look look) implements Layer {
    @Override
    public DoubleStream xs() {
      return Arrays.stream(x);
    }

    @Override
    public DoubleStream ys() {
      return Arrays.stream(y);
    }
  }

  /// The area between two curves; a NaN interrupts it.
  record Area(String name, double[] x, double[] low, double[] high, Color color) implements Layer {
    @Override
    public DoubleStream xs() {
      return Arrays.stream(x);
    }

    @Override
    public DoubleStream ys() {
      return DoubleStream.concat(Arrays.stream(low), Arrays.stream(high));
    }
  }

  /// A straight line across at a value of the y axis, or upright at one of the x axis.
  record Rule(String name, boolean upright, double value, Look look) implements Layer {
    @Override
    public DoubleStream xs() {
      return upright ? DoubleStream.of(value) : DoubleStream.empty();
    }

    @Override
    public DoubleStream ys() {
      return upright ? DoubleStream.empty() : DoubleStream.of(value);
    }
  }
}
