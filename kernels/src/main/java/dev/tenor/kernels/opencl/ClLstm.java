package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.LstmGeometry;

/// The recurrence of an LSTM: `lstm.cl`.
final class ClLstm {
  private static final String FAMILY = "lstm";
  private final ClResources cl;
  private final ClGemm gemm;

  ClLstm(ClResources cl, ClGemm gemm) {
    this.cl = cl;
    this.gemm = gemm;
  }

  void forward(
      ClBuffer out, Buffer gates, Buffer cells, Buffer previous, Buffer weightHh, LstmGeometry g) {
    int h = g.hidden();
    int width = cl.tuning().columns(4 * h);
    ClKernel kernel = cl.tileKernel(FAMILY, "lstm_forward", width);
    Buffer packed = gemm.packed(weightHh, h, 4 * h, true, width);
    kernel.array(columns(out, g)).array(gates).array(cells).array(previous).array(packed);
    launch(kernel, g);
  }

  void backward(
      Buffer dgates, ClBuffer dout, Buffer gates, Buffer cells, Buffer weightHh, LstmGeometry g) {
    int h = g.hidden();
    int width = cl.tuning().columns(h);
    ClKernel kernel = cl.tileKernel(FAMILY, "lstm_backward", width);
    Buffer packed = gemm.packed(weightHh, 4 * h, h, false, width);
    kernel
        .array(dgates)
        .array(columns(dout, g))
        .array(gates)
        .array(cells)
        .array(packed)
        .array(cl.scratch(ClScratch.Use.PARTIAL, 2L * g.batch() * h));
    launch(kernel, g);
  }

  /// The buffer from this direction's first column on.
  private static ClBuffer columns(ClBuffer out, LstmGeometry g) {
    return out.slice(g.outOffset(), out.length() - g.outOffset());
  }

  private void launch(ClKernel kernel, LstmGeometry g) {
    kernel
        .number(g.batch())
        .number(g.time())
        .number(g.hidden())
        .number(g.outStride())
        .number(g.reverse() ? 1 : 0)
        .flops(8.0 * g.batch() * g.time() * g.hidden() * g.hidden())
        .launch(Math.ceilDiv(g.batch(), cl.tuning().rows()), 1, 1, 1, 1);
  }
}
