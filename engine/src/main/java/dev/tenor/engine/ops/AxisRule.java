package dev.tenor.engine.ops;

import dev.tenor.engine.tensor.Shape;

/// What a [Resample] does along one axis, whatever its length.
sealed interface AxisRule {
  /// The sums for an axis of `length` elements.
  AxisTable table(int length);

  /// See [AxisTable#nearest].
  record Nearest(int out) implements AxisRule {
    @Override
    public AxisTable table(int length) {
      return AxisTable.nearest(length, out);
    }
  }

  /// See [AxisTable#linear].
  record Linear(int out, boolean alignCorners) implements AxisRule {
    @Override
    public AxisTable table(int length) {
      return AxisTable.linear(length, out, alignCorners);
    }
  }

  /// See [AxisTable#adaptive].
  record Adaptive(int out) implements AxisRule {
    @Override
    public AxisTable table(int length) {
      return AxisTable.adaptive(length, out);
    }
  }

  /// See [AxisTable#average].
  record Average(int kernel, int stride, int padding, boolean countPad) implements AxisRule {
    @Override
    public AxisTable table(int length) {
      PoolSettings windows = PoolSettings.overTime(kernel, stride, padding);
      int out = windows.geometry(Shape.of(1, length, 1)).outW();
      return AxisTable.average(length, out, kernel, stride, padding, countPad);
    }
  }
}
