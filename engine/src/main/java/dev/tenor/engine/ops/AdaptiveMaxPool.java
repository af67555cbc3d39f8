package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Max pooling to a size, composed: first along the rows and then along the columns, so that the
/// first maximum of a window in row-major order is found as in one go.
final class AdaptiveMaxPool {
  private AdaptiveMaxPool() {}

  static Tensor of(Pass pass, Tensor x, int outH, int outW) {
    Shape s = x.shape();
    Checks.rank("adaptive_max_pool2d", "input", s, 4);
    Checks.that(
        outH > 0 && outW > 0 && s.dim(1) > 0 && s.dim(2) > 0,
        "adaptive_max_pool2d",
        () -> "there is no maximum of " + outH + "x" + outW + " windows of input " + s);
    if (s.dim(1) % outH == 0 && s.dim(2) % outW == 0) {
      return Images.maxPool2d(pass, x, s.dim(1) / outH, s.dim(2) / outW);
    }
    return along(pass, along(pass, x, 2, outW), 1, outH);
  }

  /// The maxima of windows along one axis.
  private static Tensor along(Pass pass, Tensor x, int axis, int out) {
    int in = x.shape().dim(axis);
    Tensor[] parts = new Tensor[out];
    for (int i = 0; i < out; i++) {
      int start = AxisTable.adaptiveStart(i, in, out);
      int length = AxisTable.adaptiveEnd(i, in, out) - start;
      Tensor window = Ops.narrow(pass, x, axis, start, length);
      parts[i] = Images.maxPool2d(pass, window, axis == 1 ? length : 1, axis == 1 ? 1 : length);
    }
    return Ops.concat(pass, axis, parts);
  }
}
