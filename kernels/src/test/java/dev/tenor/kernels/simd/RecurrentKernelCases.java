package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.RecurrentGeometry;
import dev.tenor.engine.backend.UnaryFn;
import java.util.List;

/// Recurrent layers. See [KernelCase].
final class RecurrentKernelCases {
  private RecurrentKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    lstm(cases);
    gru(cases);
  }

  private static void lstm(List<KernelCase> cases) {
    for (int hidden : new int[] {48, 21}) {
      RecurrentGeometry g = new RecurrentGeometry(13, 9, hidden, 2 * hidden, hidden, true);
      int steps = 13 * 9;
      cases.add(
          new KernelCase(
              "lstm " + hidden,
              m -> {
                Buffer out = m.output("out", steps * 2 * hidden);
                Buffer gates = m.output("gates", steps * 4 * hidden);
                Buffer cells = m.output("cells", steps * hidden);
                Buffer previous = m.output("previous", steps * hidden);
                Buffer h = m.output("h", 13 * hidden);
                Buffer c = m.output("c", 13 * hidden);
                Buffer fresh = m.input("gates", steps * 4 * hidden);
                Buffer weight = m.input("w", 4 * hidden * hidden);
                m.backend().elementwise().scale(weight, weight, 0.1f, 4 * hidden * hidden);
                return () -> {
                  Backend b = m.backend();
                  b.memory().copy(gates, fresh, steps * 4 * hidden);
                  b.memory().fill(h, 0, 13 * hidden);
                  b.memory().fill(c, 0, 13 * hidden);
                  b.recurrence().lstm(out, gates, cells, previous, h, c, weight, null, g);
                };
              }));
      cases.add(
          new KernelCase(
              "lstm backward " + hidden,
              m -> {
                Buffer dgates = m.output("dgates", steps * 4 * hidden);
                Buffer dh = m.output("dh", 13 * hidden);
                Buffer dc = m.output("dc", 13 * hidden);
                Buffer dout = m.input("dout", steps * 2 * hidden);
                Buffer gates = m.input("gates", steps * 4 * hidden);
                Buffer cells = m.input("cells", steps * hidden);
                Buffer weight = m.input("w", 4 * hidden * hidden);
                Backend b = m.backend();
                b.elementwise().unary(UnaryFn.SIGMOID, gates, gates, steps * 4 * hidden);
                b.elementwise().scale(weight, weight, 0.1f, 4 * hidden * hidden);
                return () -> {
                  b.memory().fill(dh, 0, 13 * hidden);
                  b.memory().fill(dc, 0, 13 * hidden);
                  b.recurrence()
                      .lstmBackward(dgates, dh, dc, dout, gates, cells, null, weight, null, g);
                };
              }));
    }
  }

  private static void gru(List<KernelCase> cases) {
    int hidden = 21;
    RecurrentGeometry g = new RecurrentGeometry(13, 9, hidden, hidden, 0, true);
    int steps = 13 * 9;
    cases.add(
        new KernelCase(
            "gru",
            m -> {
              Buffer out = m.output("out", steps * hidden);
              Buffer gates = m.output("gates", steps * 3 * hidden);
              Buffer inner = m.output("inner", steps * hidden);
              Buffer previous = m.output("previous", steps * hidden);
              Buffer h = m.output("h", 13 * hidden);
              Buffer fresh = m.input("gates", steps * 3 * hidden);
              Buffer bias = m.input("bias", hidden);
              Buffer weight = m.input("w", 3 * hidden * hidden);
              Backend b = m.backend();
              b.elementwise().scale(weight, weight, 0.1f, 3 * hidden * hidden);
              return () -> {
                b.memory().copy(gates, fresh, steps * 3 * hidden);
                b.memory().fill(h, 0.5f, 13 * hidden);
                b.recurrence().gru(out, gates, inner, previous, h, weight, bias, null, g);
              };
            }));
    cases.add(
        new KernelCase(
            "gru backward",
            m -> {
              Buffer dgates = m.output("dgates", steps * 3 * hidden);
              Buffer drecurrent = m.output("drecurrent", steps * 3 * hidden);
              Buffer dh = m.output("dh", 13 * hidden);
              Buffer dout = m.input("dout", steps * hidden);
              Buffer gates = m.input("gates", steps * 3 * hidden);
              Buffer inner = m.input("inner", steps * hidden);
              Buffer previous = m.input("previous", steps * hidden);
              Buffer weight = m.input("w", 3 * hidden * hidden);
              Backend b = m.backend();
              b.elementwise().unary(UnaryFn.SIGMOID, gates, gates, steps * 3 * hidden);
              b.elementwise().scale(weight, weight, 0.1f, 3 * hidden * hidden);
              return () -> {
                b.memory().fill(dh, 0.5f, 13 * hidden);
                b.recurrence()
                    .gruBackward(
                        dgates, drecurrent, dh, dout, gates, inner, previous, weight, null, g);
              };
            }));
  }
}
