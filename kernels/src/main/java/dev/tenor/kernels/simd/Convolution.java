package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.scalar.HostBuffer;

/// Chooses the kernel for a convolution and its gradients by the geometry alone.
final class Convolution {
  private Convolution() {}

  /// The bands of conv(x, w) + bias; bias may be null. Each starts at a multiple of `align` rows of
  /// its image.
  static Bands of(
      WorkerPool pool, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g, int align) {
    if (ConvSingle.fits(g)) {
      return new ConvSingle(pool, x, w, bias, g, align);
    }
    return isWinograd(g, align)
        ? Winograd.forward(pool, w, bias, g).of(x)
        : Conv.forward(pool, x, w, bias, g, align);
  }

  private static boolean isWinograd(ConvGeometry g, int align) {
    return Tiling.fits(g) && Tiling.TILE_ROWS % align == 0;
  }

  /// Whether predictions use Winograd's algorithm. They do not depend on the batch, so this must
  /// not either.
  private static boolean predictsWinograd(ConvGeometry g, int align) {
    return isWinograd(g, align) && !Tiling.isTiny(g);
  }

  /// How many floats [#pack] writes.
  static int packedFloats(ConvGeometry g, int align) {
    if (ConvSingle.fits(g)) {
      return g.kernelH() * g.kernelW() * g.outChannels();
    }
    return predictsWinograd(g, align)
        ? Winograd.packedFloats(g.inChannels(), g.outChannels())
        : Conv.packedFloats(g);
  }

  /// Writes the weights w as [#ofPacked] reads them.
  static void pack(WorkerPool pool, HostBuffer to, HostBuffer w, ConvGeometry g, int align) {
    if (ConvSingle.fits(g)) {
      System.arraycopy(w.array(), w.offset(), to.array(), to.offset(), packedFloats(g, align));
    } else if (predictsWinograd(g, align)) {
      Winograd.pack(
          pool, to.array(), to.offset(), w.array(), w.offset(), g.inChannels(), g.outChannels());
    } else {
      Conv.pack(pool, to, w, g);
    }
  }

  /// The same as [#of], for predictions, with packed weights.
  static Bands ofPacked(
      WorkerPool pool, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g, int align) {
    if (ConvSingle.fits(g)) {
      return new ConvSingle(pool, x, w, bias, g, align);
    }
    return predictsWinograd(g, align)
        ? Winograd.packed(pool, w, bias, g).of(x)
        : Conv.packed(pool, x, w, bias, g, align);
  }

  static void forward(
      WorkerPool pool, HostBuffer y, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    if (g.batch() > 0 && g.outChannels() > 0) {
      of(pool, x, w, bias, g, 1).run(pool, y.array(), y.offset());
    }
  }

  static void backwardData(
      WorkerPool pool, HostBuffer dx, HostBuffer dy, HostBuffer w, ConvGeometry g) {
    if (g.batch() == 0 || g.inChannels() == 0) {
      return;
    }
    Bands bands =
        Tiling.fits(g)
            ? Winograd.backwardData(pool, w, g).of(dy)
            : Conv.backwardData(pool, dy, w, g);
    bands.run(pool, dx.array(), dx.offset());
  }

  static void accumulateWeight(
      WorkerPool pool, HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    if (g.batch() == 0 || g.inChannels() == 0 || g.outChannels() == 0) {
      return;
    }
    if (ConvSingle.fits(g)) {
      ConvSingle.accumulateWeight(pool, dw, dy, x, g);
    } else if (Tiling.fits(g)) {
      WinogradWeight.accumulate(pool, dw, dy, x, g);
    } else {
      ConvWeight.accumulate(pool, dw, dy, x, g);
    }
  }
}
