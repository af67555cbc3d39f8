package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Recurrence;
import dev.tenor.engine.backend.RecurrentGeometry;
import dev.tenor.engine.backend.UnaryFn;

/// The recurrence of a direction. LSTM: `lstm.cl` on CPUs, `lstm_local.cl` on GPUs; GRU and plain
/// layers: `recurrent_local.cl` everywhere.
final class ClRecurrence implements Recurrence<ClBuffer> {
  private static final String FAMILY = "recurrent_local";
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
      ClBuffer h,
      ClBuffer c,
      ClBuffer weightHh,
      ClBuffer lengths,
      RecurrentGeometry g) {
    synchronized (cl) {
      int n = g.hidden();
      boolean local = cl.tuning().isLocal();
      int width = local ? 4 * n : cl.tuning().tileCols(4 * n); // on GPUs one panel: row-major
      ClPack.Panels w = pack.panels(weightHh, n, 4 * n, true, width);
      ClKernel kernel =
          local
              ? cl.kernel("lstm_local", "lstm_forward_local")
              : cl.tileKernel("lstm", "lstm_forward", width);
      kernel
          .array(columns(out, g))
          .array(gates)
          .array(cells)
          .array(previous)
          .array(h)
          .array(c)
          .array(w.data())
          .array(lengths);
      lstm(kernel, lengths, g);
    }
  }

  @Override
  public void lstmBackward(
      ClBuffer dgates,
      ClBuffer dh,
      ClBuffer dc,
      ClBuffer dout,
      ClBuffer gates,
      ClBuffer cells,
      ClBuffer first,
      ClBuffer weightHh,
      ClBuffer lengths,
      RecurrentGeometry g) {
    synchronized (cl) {
      int n = g.hidden();
      boolean local = cl.tuning().isLocal();
      int width = local ? n : cl.tuning().tileCols(n);
      ClBuffer w = local ? weightHh : pack.whole(weightHh, 4 * n, n, width);
      ClKernel kernel =
          local
              ? cl.kernel("lstm_local", "lstm_backward_local")
              : cl.tileKernel("lstm", "lstm_backward", width);
      kernel
          .array(dgates)
          .array(dh)
          .array(dc)
          .array(columns(dout, g))
          .array(gates)
          .array(cells)
          .array(first)
          .number(first == null ? 0 : 1)
          .array(w)
          .array(lengths);
      lstm(kernel, lengths, g);
    }
  }

  /// The buffer from this direction's first column on.
  private static ClBuffer columns(ClBuffer out, RecurrentGeometry g) {
    return out.slice(g.outOffset(), out.length() - g.outOffset());
  }

  private void lstm(ClKernel kernel, ClBuffer lengths, RecurrentGeometry g) {
    int h = g.hidden();
    if (cl.tuning().isLocal()) {
      groups(kernel.local(h).local(h).local(4 * h), 4, lengths, g);
    } else {
      sizes(kernel, 4, lengths, g).launch(Math.ceilDiv(g.batch(), cl.tuning().rows()), 1, 1, 1, 1);
    }
  }

  private static ClKernel sizes(ClKernel kernel, int gates, ClBuffer lengths, RecurrentGeometry g) {
    return kernel
        .number(lengths == null ? 0 : 1)
        .number(g.batch())
        .number(g.time())
        .number(g.hidden())
        .number(g.outStride())
        .number(g.reverse() ? 1 : 0)
        .flops(2.0 * gates * g.batch() * g.time() * g.hidden() * g.hidden());
  }

  /// A work-group for each batch entry.
  private void groups(ClKernel kernel, int gates, ClBuffer lengths, RecurrentGeometry g) {
    int items = cl.context().device().isCpu() ? 64 : 256;
    sizes(kernel, gates, lengths, g).launchGroups(g.batch(), cl.tuning().isLocal() ? 256 : items);
  }

  /// W_hhᵀ, so that neighbouring items read neighbouring weights.
  private ClBuffer transposed(ClBuffer weightHh, int gates, RecurrentGeometry g) {
    int n = gates * g.hidden();
    return pack.panels(weightHh, g.hidden(), n, true, n).data();
  }

  @Override
  public void gru(
      ClBuffer out,
      ClBuffer gates,
      ClBuffer inner,
      ClBuffer previous,
      ClBuffer h,
      ClBuffer weightHh,
      ClBuffer bias,
      ClBuffer lengths,
      RecurrentGeometry g) {
    synchronized (cl) {
      ClBuffer w = transposed(weightHh, 3, g);
      ClKernel kernel =
          cl.kernel(FAMILY, "gru_forward")
              .array(columns(out, g))
              .array(gates)
              .array(inner)
              .array(previous)
              .array(h)
              .array(w)
              .array(bias)
              .array(lengths)
              .local(g.hidden())
              .local(3 * g.hidden());
      groups(kernel, 3, lengths, g);
    }
  }

  @Override
  public void gruBackward(
      ClBuffer dgates,
      ClBuffer drecurrent,
      ClBuffer dh,
      ClBuffer dout,
      ClBuffer gates,
      ClBuffer inner,
      ClBuffer previous,
      ClBuffer weightHh,
      ClBuffer lengths,
      RecurrentGeometry g) {
    synchronized (cl) {
      ClKernel kernel =
          cl.kernel(FAMILY, "gru_backward")
              .array(dgates)
              .array(drecurrent)
              .array(dh)
              .array(columns(dout, g))
              .array(gates)
              .array(inner)
              .array(previous)
              .array(weightHh)
              .array(lengths)
              .local(g.hidden())
              .local(3 * g.hidden());
      groups(kernel, 3, lengths, g);
    }
  }

  @Override
  public void rnn(
      UnaryFn fn,
      ClBuffer out,
      ClBuffer gates,
      ClBuffer previous,
      ClBuffer h,
      ClBuffer weightHh,
      ClBuffer lengths,
      RecurrentGeometry g) {
    synchronized (cl) {
      ClBuffer w = transposed(weightHh, 1, g);
      ClKernel kernel =
          cl.kernel(FAMILY, "rnn_forward")
              .array(columns(out, g))
              .array(gates)
              .array(previous)
              .array(h)
              .array(w)
              .array(lengths)
              .local(g.hidden())
              .number(fn == UnaryFn.RELU ? 1 : 0);
      groups(kernel, 1, lengths, g);
    }
  }

  @Override
  public void rnnBackward(
      UnaryFn fn,
      ClBuffer dgates,
      ClBuffer dh,
      ClBuffer dout,
      ClBuffer out,
      ClBuffer weightHh,
      ClBuffer lengths,
      RecurrentGeometry g) {
    synchronized (cl) {
      ClKernel kernel =
          cl.kernel(FAMILY, "rnn_backward")
              .array(dgates)
              .array(dh)
              .array(columns(dout, g))
              .array(columns(out, g))
              .array(weightHh)
              .array(lengths)
              .local(g.hidden())
              .local(g.hidden())
              .number(fn == UnaryFn.RELU ? 1 : 0);
      groups(kernel, 1, lengths, g);
    }
  }
}
