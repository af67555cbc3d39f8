package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.ConvGeometry;
import java.util.List;

/// Convolution blocks. See [KernelCase].
final class BlockKernelCases {
  private static final int BATCH = 2;

  private BlockKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    blocks(cases, new ConvGeometry(BATCH, 79, 41, 1, 16, 3, 3, 1, 1, 1, 1), 2);
    blocks(cases, new ConvGeometry(BATCH, 39, 5, 64, 64, 3, 3, 1, 1, 1, 1), 1);
    blocks(cases, new ConvGeometry(BATCH, 39, 11, 8, 19, 3, 3, 1, 1, 1, 1), 2);
  }

  private static void blocks(List<KernelCase> cases, ConvGeometry conv, int pool) {
    ConvBlockGeometry g = new ConvBlockGeometry(conv, pool, 0.1f, 1e-5f, 0.2f, 3, 4);
    int x = conv.batch() * conv.height() * conv.width() * conv.inChannels();
    int w = 9 * conv.inChannels() * conv.outChannels();
    int c = g.channels();
    String size = conv.height() + "x" + conv.width() + "x" + conv.inChannels() + "->" + c;
    cases.add(
        new KernelCase(
            "block training " + size,
            m -> {
              Buffer out = m.output("out", g.outputs());
              Buffer saved = m.input("saved", m.backend().convBlock().savedLength(g));
              Buffer[] statistics = new Buffer[4];
              for (int i = 0; i < 4; i++) {
                statistics[i] = m.output("statistics " + i, c);
              }
              Buffer in = m.input("x", x);
              Buffer weight = m.input("w", w);
              Buffer bias = m.input("bias", c);
              Buffer gamma = m.input("gamma", c);
              Buffer beta = m.input("beta", c);
              return () ->
                  m.backend()
                      .convBlock()
                      .training(
                          out,
                          saved,
                          statistics[0],
                          statistics[1],
                          statistics[2],
                          statistics[3],
                          in,
                          weight,
                          bias,
                          gamma,
                          beta,
                          g);
            }));
    cases.add(
        new KernelCase(
            "block backward " + size,
            m -> {
              Buffer dx = m.output("dx", x);
              Buffer dw = m.output("dw", w);
              Buffer dgamma = m.output("dgamma", c);
              Buffer dbeta = m.output("dbeta", c);
              Buffer dout = m.input("dout", g.outputs());
              Buffer out = m.input("out", g.outputs());
              Buffer saved = m.input("saved", m.backend().convBlock().savedLength(g));
              Buffer mean = m.input("mean", c);
              Buffer rstd = m.input("rstd", c);
              Buffer running = m.input("running", c);
              Buffer in = m.input("x", x);
              Buffer weight = m.input("w", w);
              Buffer bias = m.input("bias", c);
              Buffer gamma = m.input("gamma", c);
              Buffer beta = m.input("beta", c);
              return () -> {
                m.backend()
                    .convBlock()
                    .training(
                        out, saved, mean, rstd, running, running, in, weight, bias, gamma, beta, g);
                m.backend()
                    .convBlock()
                    .backward(
                        dx, dw, dgamma, dbeta, dout, saved, mean, rstd, in, weight, gamma, beta, g);
              };
            }));
  }
}
