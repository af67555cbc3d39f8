package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.Pooling;
import dev.tenor.engine.backend.host.HostBuffer;

/// 2-D pooling, x [B,H,W,C], y [B,outH,outW,C].
public class ScalarPooling implements Pooling<HostBuffer> {
  /// The number of the input pixel at place (row, column) of a window; −1 in the padding.
  private static int pixel(PoolGeometry g, int b, int oh, int ow, int row, int column) {
    int h = oh * g.strideH() - g.padH() + row;
    int w = ow * g.strideW() - g.padW() + column;
    boolean inside = h >= 0 && h < g.height() && w >= 0 && w < g.width();
    return inside ? (b * g.height() + h) * g.width() + w : -1;
  }

  /// What to do with one output element.
  @FunctionalInterface
  private interface Window {
    void visit(int b, int oh, int ow, int channel, int out);
  }

  private static void forEachWindow(PoolGeometry g, Window body) {
    int out = 0;
    for (int b = 0; b < g.batch(); b++) {
      for (int oh = 0; oh < g.outH(); oh++) {
        for (int ow = 0; ow < g.outW(); ow++) {
          for (int c = 0; c < g.channels(); c++) {
            body.visit(b, oh, ow, c, out++);
          }
        }
      }
    }
  }

  private static void clear(HostBuffer dx, PoolGeometry g) {
    for (int i = 0; i < g.batch() * g.height() * g.width() * g.channels(); i++) {
      dx.set(i, 0f);
    }
  }

  @Override
  public void average(HostBuffer y, HostBuffer x, PoolGeometry g) {
    double scale = 1.0 / (g.kernelH() * g.kernelW());
    forEachWindow(
        g,
        (b, oh, ow, c, out) -> {
          double sum = 0;
          for (int row = 0; row < g.kernelH(); row++) {
            for (int column = 0; column < g.kernelW(); column++) {
              sum += x.get(pixel(g, b, oh, ow, row, column) * g.channels() + c);
            }
          }
          y.set(out, sum * scale);
        });
  }

  @Override
  public void averageBackward(HostBuffer dx, HostBuffer dy, PoolGeometry g) {
    double scale = 1.0 / (g.kernelH() * g.kernelW());
    clear(dx, g);
    forEachWindow(
        g,
        (b, oh, ow, c, out) -> {
          for (int row = 0; row < g.kernelH(); row++) {
            for (int column = 0; column < g.kernelW(); column++) {
              dx.add(pixel(g, b, oh, ow, row, column) * g.channels() + c, dy.get(out) * scale);
            }
          }
        });
  }

  @Override
  public void max(HostBuffer y, HostBuffer index, HostBuffer x, PoolGeometry g) {
    forEachWindow(
        g,
        (b, oh, ow, c, out) -> {
          float best = Float.NEGATIVE_INFINITY;
          int place = -1;
          for (int i = 0; i < g.kernelH() * g.kernelW(); i++) {
            int pixel = pixel(g, b, oh, ow, i / g.kernelW(), i % g.kernelW());
            if (pixel < 0) {
              continue;
            }
            float value = x.get(pixel * g.channels() + c);
            if (place < 0 || value > best || (Float.isNaN(value) && !Float.isNaN(best))) {
              best = value;
              place = i;
            }
          }
          y.set(out, best);
          index.set(out, (float) place);
        });
  }

  @Override
  public void maxBackward(HostBuffer dx, HostBuffer dy, HostBuffer index, PoolGeometry g) {
    clear(dx, g);
    forEachWindow(
        g,
        (b, oh, ow, c, out) -> {
          int place = (int) index.get(out);
          int row = place / g.kernelW();
          int column = place % g.kernelW();
          dx.add(pixel(g, b, oh, ow, row, column) * g.channels() + c, dy.get(out));
        });
  }
}
