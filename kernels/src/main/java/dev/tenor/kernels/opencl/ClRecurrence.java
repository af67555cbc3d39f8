package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.LstmGeometry;
import dev.tenor.engine.backend.Recurrence;

/// The recurrence of an LSTM: `lstm.cl` on CPUs, `lstm_local.cl` on GPUs.
final class ClRecurrence implements Recurrence<ClBuffer> {
  private final ClResources cl;
  private final ClPack pack;

  ClRecurrence(ClResources cl, ClPack pack) {
    this.cl = cl;
    this.pack = pack;
  }

  @Override
  public void lstm(
      ClBuffer out,
      ClBuffer gates,
      ClBuffer cells,
      ClBuffer previous,
      ClBuffer weightHh,
      LstmGeometry g) {
    synchronized (cl) {
      int h = g.hidden();
      boolean local = cl.tuning().isLocal();
      int width = local ? 4 * h : cl.tuning().tileCols(4 * h); // on GPUs one panel: row-major
      ClPack.Panels w = pack.panels(weightHh, h, 4 * h, true, width);
      ClKernel kernel =
          local
              ? cl.kernel("lstm_local", "lstm_forward_local")
              : cl.tileKernel("lstm", "lstm_forward", width);
      kernel.array(columns(out, g)).array(gates).array(cells).array(previous).array(w.data());
      launch(kernel, g);
    }
  }

  @Override
  public void lstmBackward(
      ClBuffer dgates,
      ClBuffer dout,
      ClBuffer gates,
      ClBuffer cells,
      ClBuffer weightHh,
      LstmGeometry g) {
    synchronized (cl) {
      int h = g.hidden();
      boolean local = cl.tuning().isLocal();
      int width = local ? h : cl.tuning().tileCols(h);
      ClBuffer w = local ? weightHh : pack.whole(weightHh, 4 * h, h, width);
      ClKernel kernel =
          local
              ? cl.kernel("lstm_local", "lstm_backward_local")
              : cl.tileKernel("lstm", "lstm_backward", width);
      kernel.array(dgates).array(columns(dout, g)).array(gates).array(cells).array(w);
      if (!local) {
        kernel.array(cl.scratch(ClScratch.Use.PARTIAL, 2L * g.batch() * h));
      }
      launch(kernel, g);
    }
  }

  /// The buffer from this direction's first column on.
  private static ClBuffer columns(ClBuffer out, LstmGeometry g) {
    return out.slice(g.outOffset(), out.length() - g.outOffset());
  }

  private void launch(ClKernel kernel, LstmGeometry g) {
    boolean local = cl.tuning().isLocal();
    int h = g.hidden();
    if (local) {
      kernel.local(h).local(h).local(4 * h);
    }
    kernel
        .number(g.batch())
        .number(g.time())
        .number(h)
        .number(g.outStride())
        .number(g.reverse() ? 1 : 0)
        .flops(8.0 * g.batch() * g.time() * h * h);
    if (local) {
      kernel.launchGroups(g.batch(), 256);
    } else {
      kernel.launch(Math.ceilDiv(g.batch(), cl.tuning().rows()), 1, 1, 1, 1);
    }
  }
}
