package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.Convolution;

/// A convolution whose channels fall into groups, on the backend's parts: one group is a dense
/// convolution, a group for each input channel a depthwise one, and else each group is cut out and
/// is a dense convolution. Weights are [kh,kw,Cin/groups,Cout].
///
/// @param g with the channels of all groups
record GroupedConv(ConvGeometry g, int groups) {
  private boolean isDepthwise() {
    return groups == g.inChannels();
  }

  /// Outputs for each input channel of a depthwise convolution.
  private int multiplier() {
    return g.outChannels() / g.inChannels();
  }

  private ConvGeometry depthwise() {
    return g.withChannels(g.outChannels(), g.outChannels());
  }

  /// y = conv(x, w) + bias with the weights at input 1 of the op; bias may be null.
  void forward(OpContext c, Buffer y, Buffer x, Buffer bias) {
    Buffer w = c.in(1);
    if (groups == 1) {
      dense(c, y, x, w, bias);
    } else if (isDepthwise()) {
      c.backend().depthwise().forward(y, repeated(c, x), w, bias, depthwise());
    } else if (g.batch() > 0) {
      Groups parts = new Groups(c);
      for (int i = 0; i < groups; i++) {
        parts.cut(parts.x, x, i, g.inPixels(), g.inChannels());
        parts.cut(parts.w, w, i, parts.weightRows(), g.outChannels());
        Buffer share = bias == null ? null : bias.slice(i * parts.out, parts.out);
        c.backend().convolution().forward(parts.y, parts.x, parts.w, share, parts.one);
        parts.paste(y, parts.y, i, g.outPixels(), g.outChannels());
      }
    }
  }

  private void dense(OpContext c, Buffer y, Buffer x, Buffer w, Buffer bias) {
    Convolution<Buffer> conv = c.backend().convolution();
    Buffer packed = c.packed(1, conv.packedLength(g), to -> conv.pack(to, w, g));
    if (packed == null) {
      conv.forward(y, x, w, bias, g);
    } else {
      conv.forwardPacked(y, x, packed, bias, g);
    }
  }

  /// dx = the gradient of [#forward] for its input.
  void backwardData(OpContext c, Buffer dx, Buffer dy, Buffer w) {
    if (groups == 1) {
      c.backend().convolution().backwardData(dx, dy, w, g);
    } else if (isDepthwise()) {
      int n = g.inPixels() * g.inChannels();
      boolean same = multiplier() == 1;
      Buffer wide = same ? dx : c.scratch(n * multiplier());
      c.backend().depthwise().backwardData(wide, dy, w, depthwise());
      if (!same) {
        c.backend().reductions().sumAxis(dx, wide, n, multiplier(), 1, 1, false);
      }
    } else if (g.batch() > 0) {
      Groups parts = new Groups(c);
      for (int i = 0; i < groups; i++) {
        parts.cut(parts.y, dy, i, g.outPixels(), g.outChannels());
        parts.cut(parts.w, w, i, parts.weightRows(), g.outChannels());
        c.backend().convolution().backwardData(parts.x, parts.y, parts.w, parts.one);
        parts.paste(dx, parts.x, i, g.inPixels(), g.inChannels());
      }
    }
  }

  /// dw += the gradient of [#forward] for its weight.
  void backwardWeight(OpContext c, Buffer dw, Buffer dy, Buffer x) {
    if (groups == 1) {
      c.backend().convolution().backwardWeightAccumulate(dw, dy, x, g);
    } else if (isDepthwise()) {
      c.backend().depthwise().backwardWeightAccumulate(dw, dy, repeated(c, x), depthwise());
    } else if (g.batch() > 0) {
      Groups parts = new Groups(c);
      for (int i = 0; i < groups; i++) {
        parts.cut(parts.x, x, i, g.inPixels(), g.inChannels());
        parts.cut(parts.y, dy, i, g.outPixels(), g.outChannels());
        parts.cut(parts.w, dw, i, parts.weightRows(), g.outChannels());
        c.backend().convolution().backwardWeightAccumulate(parts.w, parts.y, parts.x, parts.one);
        parts.paste(dw, parts.w, i, parts.weightRows(), g.outChannels());
      }
    }
  }

  /// x with each channel as often as it has outputs.
  private Buffer repeated(OpContext c, Buffer x) {
    if (multiplier() == 1) {
      return x;
    }
    int n = g.inPixels() * g.inChannels();
    Buffer wide = c.scratch(n * multiplier());
    c.backend().reductions().broadcastAxis(wide, x, n, multiplier(), 1, 1);
    return wide;
  }

  /// Room for one group's tensors, and the ways there and back.
  private final class Groups {
    private final OpContext c;
    private final int in = g.inChannels() / groups;
    private final int out = g.outChannels() / groups;
    private final ConvGeometry one = g.withChannels(in, out);
    private final Buffer x;
    private final Buffer w;
    private final Buffer y;

    Groups(OpContext c) {
      this.c = c;
      x = c.scratch(g.inPixels() * in);
      w = c.scratch(weightRows() * out);
      y = c.scratch(g.outPixels() * out);
    }

    int weightRows() {
      return g.taps() * in;
    }

    /// Copies the columns of group i of `from` [rows, cols].
    void cut(Buffer to, Buffer from, int i, int rows, int cols) {
      int own = cols / groups;
      Buffer start = from.slice(i * own, rows * cols - i * own);
      c.backend().memory().copy2d(to, own, start, cols, rows, own);
    }

    void paste(Buffer to, Buffer from, int i, int rows, int cols) {
      int own = cols / groups;
      Buffer start = to.slice(i * own, rows * cols - i * own);
      c.backend().memory().copy2d(start, cols, from, own, rows, own);
    }
  }
}
