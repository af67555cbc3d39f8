package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.Depthwise;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// Depthwise convolution. A chunk is one row of the output's pixels, or for the weights' gradient
/// some rows, whose partial sums are added in order.
final class SimdDepthwise implements Depthwise<HostBuffer> {
  /// How many partial sums of the weights' gradient there are at most.
  private static final int CHUNKS = 32;

  private final WorkerPool pool;

  SimdDepthwise(WorkerPool pool) {
    this.pool = pool;
  }

  private static long work(ConvGeometry g) {
    return (long) g.outPixels() * g.taps() * Math.ceilDiv(g.inChannels(), Lanes.L);
  }

  @Override
  public void forward(HostBuffer y, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    float[] first = GemmPackingKernels.initial(pool.shared(), bias, g.inChannels());
    correlate(y, x, w.array(), w.offset(), first, DepthwiseWindows.of(g), g);
  }

  private void correlate(
      HostBuffer y,
      HostBuffer x,
      float[] w,
      int wo,
      float[] first,
      DepthwiseWindows windows,
      ConvGeometry g) {
    int outRow = windows.outW() * windows.channels();
    int image = windows.height() * windows.width() * windows.channels();
    pool.run(
        g.batch() * windows.outH(),
        work(g),
        (chunk, mine) -> {
          int b = chunk / windows.outH();
          int oh = chunk % windows.outH();
          int to = y.offset() + chunk * outRow;
          int[] places = mine.ints(2 * g.taps());
          windows.row(y.array(), to, oh, x.array(), x.offset() + b * image, w, wo, first, places);
        });
  }

  @Override
  public void backwardData(HostBuffer dx, HostBuffer dy, HostBuffer w, ConvGeometry g) {
    float[] zeros = GemmPackingKernels.initial(pool.shared(), null, g.inChannels());
    if (g.strideH() > 1 || g.strideW() > 1) {
      pool.run(
          g.batch() * g.height(),
          work(g),
          (chunk, mine) -> inputRow(dx, chunk, dy, w, zeros, g, mine.ints(2 * g.taps())));
      return;
    }
    int n = g.inChannels();
    float[] flipped = pool.shared().floats(Use.FLIPPED, (long) g.taps() * n);
    for (int tap = 0; tap < g.taps(); tap++) {
      int from = w.offset() + (g.taps() - 1 - tap) * n;
      System.arraycopy(w.array(), from, flipped, tap * n, n);
    }
    correlate(dx, dy, flipped, 0, zeros, DepthwiseWindows.reversed(g), g);
  }

  /// One row of dx: each pixel gathers the outputs that it is a tap of.
  private static void inputRow(
      HostBuffer dx,
      int chunk,
      HostBuffer dy,
      HostBuffer w,
      float[] zeros,
      ConvGeometry g,
      int[] places) {
    int n = g.inChannels();
    int top = chunk % g.height() + g.padH();
    int image = chunk / g.height() * g.outH();
    for (int column = 0; column < g.width(); column++) {
      int left = column + g.padW();
      int taps = 0;
      for (int tap = 0; tap < g.taps(); tap++) {
        int h = top - tap / g.kernelW() * g.dilationH();
        int v = left - tap % g.kernelW() * g.dilationW();
        boolean meets = h >= 0 && h % g.strideH() == 0 && v >= 0 && v % g.strideW() == 0;
        int oh = h / g.strideH();
        int ow = v / g.strideW();
        if (meets && oh < g.outH() && ow < g.outW()) {
          places[2 * taps] = dy.offset() + ((image + oh) * g.outW() + ow) * n;
          places[2 * taps + 1] = w.offset() + tap * n;
          taps++;
        }
      }
      int to = dx.offset() + (chunk * g.width() + column) * n;
      DepthwiseKernels.pixel(dx.array(), to, zeros, dy.array(), w.array(), places, taps, n);
    }
  }

  @Override
  public void backwardWeightAccumulate(HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    int rows = g.batch() * g.outH();
    if (rows == 0) {
      return;
    }
    int weights = g.taps() * g.inChannels();
    int chunkRows = Math.ceilDiv(rows, CHUNKS);
    int chunks = Math.ceilDiv(rows, chunkRows);
    float[] partial = pool.shared().floats(Use.PARTIAL, (long) chunks * weights);
    pool.run(
        chunks,
        work(g),
        (chunk, mine) -> {
          Arrays.fill(partial, chunk * weights, (chunk + 1) * weights, 0f);
          int end = Math.min(rows, (chunk + 1) * chunkRows);
          for (int row = chunk * chunkRows; row < end; row++) {
            addProducts(partial, chunk * weights, row, dy, x, g);
          }
        });
    SimdReductions.addPartials(pool, dw.array(), dw.offset(), partial, chunks, weights);
  }

  /// Adds one row of outputs' share of the gradient of all taps.
  private static void addProducts(
      float[] sums, int at, int row, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    int n = g.inChannels();
    int image = row / g.outH() * g.height();
    for (int tap = 0; tap < g.taps(); tap++) {
      int h = row % g.outH() * g.strideH() - g.padH() + tap / g.kernelW() * g.dilationH();
      int start = tap % g.kernelW() * g.dilationW() - g.padW();
      int begin = DepthwiseWindows.from(start, g.strideW(), g.outW());
      int end = DepthwiseWindows.to(start, g.strideW(), g.outW(), g.width());
      if (h >= 0 && h < g.height()) {
        DepthwiseKernels.products(
            sums,
            at + tap * n,
            x.array(),
            x.offset() + ((image + h) * g.width() + start + begin * g.strideW()) * n,
            g.strideW() * n,
            dy.array(),
            dy.offset() + (row * g.outW() + begin) * n,
            end - begin,
            n);
      }
    }
  }
}
