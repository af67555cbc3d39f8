package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Resampling;

/// Weighted sums over windows along one axis: `resample.cl`.
final class ClResampling implements Resampling<ClBuffer> {
  private final ClResources cl;

  ClResampling(ClResources cl) {
    this.cl = cl;
  }

  @Override
  public void alongAxis(
      ClBuffer y, ClBuffer x, ClBuffer table, int outer, int in, int out, int inner, int taps) {
    synchronized (cl) {
      cl.kernel("resample", "along_axis")
          .array(y)
          .array(x)
          .array(table)
          .number(outer * out)
          .number(in)
          .number(out)
          .number(inner)
          .number(taps)
          .launch(cl.rowVectors((long) outer * out, inner));
    }
  }
}
