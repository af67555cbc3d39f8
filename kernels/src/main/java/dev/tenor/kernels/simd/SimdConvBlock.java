package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.ConvBlock;
import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;

/// Convolution blocks: fused where channels are whole vectors of any width ([ConvBlockForward],
/// [ConvBlockBackward]), otherwise composed of the single primitives.
final class SimdConvBlock implements ConvBlock<HostBuffer> {
  private final WorkerPool pool;
  private final ConvBlock<HostBuffer> composed;

  /// @param composed computes what does not fit
  SimdConvBlock(WorkerPool pool, ConvBlock<HostBuffer> composed) {
    this.pool = pool;
    this.composed = composed;
  }

  private static boolean fits(ConvBlockGeometry g) {
    return g.channels() % VirtualLanes.WIDEST == 0;
  }

  @Override
  public int savedLength(ConvBlockGeometry g) {
    return fits(g) ? ConvBlockForward.savedLength(g) : composed.savedLength(g);
  }

  @Override
  public void training(
      HostBuffer out,
      HostBuffer saved,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer runningMean,
      HostBuffer runningVar,
      HostBuffer x,
      HostBuffer w,
      HostBuffer bias,
      HostBuffer gamma,
      HostBuffer beta,
      ConvBlockGeometry g) {
    if (fits(g)) {
      new ConvBlockForward(pool, g)
          .training(out, saved, mean, rstd, runningMean, runningVar, x, w, bias, gamma, beta);
    } else {
      composed.training(
          out, saved, mean, rstd, runningMean, runningVar, x, w, bias, gamma, beta, g);
    }
  }

  @Override
  public void inference(
      HostBuffer out,
      HostBuffer x,
      HostBuffer w,
      HostBuffer bias,
      HostBuffer gamma,
      HostBuffer beta,
      HostBuffer runningMean,
      HostBuffer runningVar,
      ConvBlockGeometry g) {
    if (fits(g)) {
      HostBuffer packed = pool.shared().buffer(Use.PACKED_BLOCK, packedLength(g));
      pack(packed, w, bias, gamma, beta, runningMean, runningVar, g);
      inferencePacked(out, x, packed, g);
    } else {
      composed.inference(out, x, w, bias, gamma, beta, runningMean, runningVar, g);
    }
  }

  @Override
  public int packedLength(ConvBlockGeometry g) {
    return fits(g) ? ConvBlockForward.packedLength(g) : 0;
  }

  @Override
  public void pack(
      HostBuffer packed,
      HostBuffer w,
      HostBuffer bias,
      HostBuffer gamma,
      HostBuffer beta,
      HostBuffer runningMean,
      HostBuffer runningVar,
      ConvBlockGeometry g) {
    new ConvBlockForward(pool, g).pack(packed, w, bias, gamma, beta, runningMean, runningVar);
  }

  @Override
  public void inferencePacked(
      HostBuffer out, HostBuffer x, HostBuffer packed, ConvBlockGeometry g) {
    new ConvBlockForward(pool, g).inference(out, x, packed);
  }

  @Override
  public void backward(
      HostBuffer dx,
      HostBuffer dw,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer dout,
      HostBuffer saved,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer w,
      HostBuffer gamma,
      HostBuffer beta,
      ConvBlockGeometry g) {
    if (fits(g)) {
      new ConvBlockBackward(pool, g, dout, saved, x, w)
          .run(dx, dw, dgamma, dbeta, mean, rstd, x, w, gamma, beta);
    } else {
      composed.backward(dx, dw, dgamma, dbeta, dout, saved, mean, rstd, x, w, gamma, beta, g);
    }
  }
}
