package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.RecurrentGeometry;
import java.util.Map;

/// The recurrent part of an LSTM or GRU over [batch, time], or its gradient. The input's share of
/// the gates is a matrix product, see `gemm`.
///
/// @param cell `lstm` or `gru`
record RecurrentCase(String cell, boolean backward, int batch, int time, int hidden)
    implements Case {
  @Override
  public String family() {
    return "recurrent";
  }

  @Override
  public String name() {
    return cell + (backward ? " gradient" : "");
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("batch", batch, "time", time, "hidden", hidden);
  }

  private boolean isLstm() {
    return cell.equals("lstm");
  }

  private int gates() {
    return (isLstm() ? 4 : 3) * hidden;
  }

  private int steps() {
    return batch * time;
  }

  /// That of the products.
  @Override
  public double flop() {
    return 2.0 * steps() * gates() * hidden;
  }

  @Override
  public double bytes() {
    double states = (double) steps() * (2.0 * gates() + 3.0 * hidden);
    return 4.0 * (states + (double) gates() * hidden);
  }

  /// Forward replaces the gates by their activations, so they are copied anew before each.
  @Override
  public Work prepare(Backend backend) {
    RecurrentGeometry g = new RecurrentGeometry(batch, time, hidden, hidden, 0, false);
    Operands o = new Operands(backend);
    Buffer inputs = o.normal("recurrent gates", steps() * gates());
    Buffer w = o.of(scaled("recurrent w", gates() * hidden));
    Buffer gates = o.of(new float[steps() * gates()]);
    backend.memory().copy(gates, inputs, gates.length());
    Buffer h = o.filled(0, batch * hidden);
    Buffer c = o.filled(0, batch * hidden);
    Buffer inner = o.filled(0.5f, steps() * hidden);
    Buffer previous = o.filled(0.5f, steps() * hidden);
    if (backward) {
      return prepareBackward(backend, o, g, gates, w, h, c, inner, previous);
    }
    Buffer bias = o.normal("recurrent bias", hidden);
    Buffer out = o.output("out", steps() * hidden);
    Runnable run =
        isLstm()
            ? () -> backend.recurrence().lstm(out, gates, inner, previous, h, c, w, null, g)
            : () -> backend.recurrence().gru(out, gates, inner, previous, h, w, bias, null, g);
    return o.work(
        run,
        () -> {
          backend.memory().copy(gates, inputs, gates.length());
          backend.memory().fill(h, 0, h.length());
          backend.memory().fill(c, 0, c.length());
        });
  }

  /// The gates need not be those of a forward pass: any between 0 and 1 cost the same.
  private Work prepareBackward(
      Backend backend,
      Operands o,
      RecurrentGeometry g,
      Buffer gates,
      Buffer w,
      Buffer dh,
      Buffer dc,
      Buffer inner,
      Buffer previous) {
    backend.memory().fill(gates, 0.4f, gates.length());
    Buffer dout = o.normal("recurrent dout", steps() * hidden);
    Buffer dgates = o.output("dgates", steps() * gates());
    Buffer drecurrent = isLstm() ? null : o.filled(0, steps() * gates());
    return o.work(
        isLstm()
            ? () ->
                backend
                    .recurrence()
                    .lstmBackward(dgates, dh, dc, dout, gates, inner, null, w, null, g)
            : () ->
                backend
                    .recurrence()
                    .gruBackward(dgates, drecurrent, dh, dout, gates, inner, previous, w, null, g),
        () -> {
          backend.memory().fill(dh, 0, dh.length());
          backend.memory().fill(dc, 0, dc.length());
        });
  }

  /// Small enough that states neither vanish nor saturate.
  private float[] scaled(String name, int n) {
    float[] values = Operands.values(name, n);
    for (int i = 0; i < n; i++) {
      values[i] /= (float) Math.sqrt(hidden);
    }
    return values;
  }
}
