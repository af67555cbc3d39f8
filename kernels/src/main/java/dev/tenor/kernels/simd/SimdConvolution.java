package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.Convolution;
import dev.tenor.engine.backend.host.HostBuffer;

/// Chooses the kernel for a convolution and its gradients by the geometry alone.
final class SimdConvolution implements Convolution<HostBuffer> {
  private final WorkerPool pool;

  SimdConvolution(WorkerPool pool) {
    this.pool = pool;
  }

  /// The bands of conv(x, w) + bias; bias may be null. Each starts at a multiple of `align` rows of
  /// its image.
  static ConvBands of(
      WorkerPool pool, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g, int align) {
    if (ConvOneChannel.fits(g)) {
      return new ConvOneChannel(pool, x, w, bias, g, align);
    }
    return isWinograd(g, align)
        ? ConvWinograd.forward(pool, w, bias, g).of(x)
        : ConvDirect.forward(pool, x, w, bias, g, align);
  }

  private static boolean isWinograd(ConvGeometry g, int align) {
    return ConvWinogradTiling.fits(g) && ConvWinogradTiling.TILE_ROWS % align == 0;
  }

  /// Whether predictions use Winograd's algorithm. They do not depend on the batch, so this must
  /// not either.
  private static boolean predictsWinograd(ConvGeometry g, int align) {
    return isWinograd(g, align) && !ConvWinogradTiling.isTiny(g);
  }

  /// How many floats [#packBands] writes.
  static int packedFloats(ConvGeometry g, int align) {
    if (ConvOneChannel.fits(g)) {
      return g.kernelH() * g.kernelW() * g.outChannels();
    }
    return predictsWinograd(g, align)
        ? ConvWinograd.packedFloats(g.inChannels(), g.outChannels())
        : ConvDirect.packedFloats(g);
  }

  /// Writes the weights w as [#ofPacked] reads them.
  static void packBands(WorkerPool pool, HostBuffer to, HostBuffer w, ConvGeometry g, int align) {
    if (ConvOneChannel.fits(g)) {
      System.arraycopy(w.array(), w.offset(), to.array(), to.offset(), packedFloats(g, align));
    } else if (predictsWinograd(g, align)) {
      ConvWinograd.pack(pool, to, w, g);
    } else {
      ConvDirect.pack(pool, to, w, g);
    }
  }

  /// The same as [#of], for predictions, with packed weights.
  static ConvBands ofPacked(
      WorkerPool pool, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g, int align) {
    if (ConvOneChannel.fits(g)) {
      return new ConvOneChannel(pool, x, w, bias, g, align);
    }
    return predictsWinograd(g, align)
        ? ConvWinograd.packed(pool, w, bias, g).of(x)
        : ConvDirect.packed(pool, x, w, bias, g, align);
  }

  @Override
  public void forward(HostBuffer y, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    if (g.batch() == 0 || g.outChannels() == 0) {
      return;
    }
    if (ConvWinogradDeep.fits(g)) {
      ConvWinogradDeep.forward(pool, y, x, w, bias, g);
    } else {
      of(pool, x, w, bias, g, 1).run(pool, y.array(), y.offset());
    }
  }

  @Override
  public int packedLength(ConvGeometry g) {
    if (ConvOneChannel.fits(g) || g.outChannels() == 0) {
      return 0; // read as they are
    }
    return ConvWinogradTiling.fits(g)
        ? ConvWinograd.packedFloats(g.inChannels(), g.outChannels())
        : ConvDirect.packedFloats(g);
  }

  @Override
  public void pack(HostBuffer packed, HostBuffer w, ConvGeometry g) {
    if (ConvWinogradTiling.fits(g)) {
      ConvWinograd.pack(pool, packed, w, g);
    } else {
      ConvDirect.pack(pool, packed, w, g);
    }
  }

  @Override
  public void forwardPacked(
      HostBuffer y, HostBuffer x, HostBuffer packed, HostBuffer bias, ConvGeometry g) {
    if (g.batch() == 0) {
      return;
    }
    if (ConvWinogradDeep.fits(g)) {
      ConvWinogradDeep.packed(pool, y, x, packed, bias, g);
    } else {
      ConvBands bands =
          ConvWinogradTiling.fits(g)
              ? ConvWinograd.packed(pool, packed, bias, g).of(x)
              : ConvDirect.packed(pool, x, packed, bias, g, 1);
      bands.run(pool, y.array(), y.offset());
    }
  }

  @Override
  public void backwardData(HostBuffer dx, HostBuffer dy, HostBuffer w, ConvGeometry g) {
    if (g.batch() == 0 || g.inChannels() == 0) {
      return;
    }
    if (ConvWinogradDeep.fits(g)) {
      ConvWinogradDeep.backwardData(pool, dx, dy, w, g);
    } else if (ConvWinogradTiling.fits(g)) {
      ConvWinograd.backwardData(pool, w, g).of(dy).run(pool, dx.array(), dx.offset());
    } else if (ConvScatter.fits(g)) {
      ConvScatter.backwardData(pool, dx, dy, w, g);
    } else {
      ConvDirect.backwardData(pool, dy, w, g).run(pool, dx.array(), dx.offset());
    }
  }

  @Override
  public void backwardWeightAccumulate(HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    if (g.batch() == 0 || g.inChannels() == 0 || g.outChannels() == 0) {
      return;
    }
    if (ConvOneChannel.fits(g)) {
      ConvOneChannel.accumulateWeight(pool, dw, dy, x, g);
    } else if (ConvWinogradDeep.fits(g)) {
      ConvWinogradDeepWeight.accumulate(pool, dw, dy, x, g);
    } else if (ConvWinogradTiling.fits(g)) {
      ConvWinogradWeight.accumulate(pool, dw, dy, x, g);
    } else {
      ConvDirectWeight.accumulate(pool, dw, dy, x, g);
    }
  }
}
