package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GroupGeometry;
import java.util.List;

/// Normalisation, and sums of columns. See [KernelCase].
final class NormKernelCases {
  private static final int BATCH = 2;

  private NormKernelCases() {}

  static void addTo(List<KernelCase> cases) {
    columns(cases);
    rows(cases);
    groups(cases, new GroupGeometry(BATCH, 1560, 38, 2));
  }

  /// Over the columns of many rows, whose mean is far from 0.
  private static void columns(List<KernelCase> cases) {
    for (int[] s : new int[][] {{100_003, 16}, {1560, 128}, {4007, 19}}) {
      String size = s[0] + "x" + s[1];
      int n = s[0] * s[1];
      cases.add(
          new KernelCase(
              "batch norm " + size,
              m -> {
                Buffer x = m.input(Machine.random("x", n, 3));
                Buffer gamma = m.input("gamma", s[1]);
                Buffer beta = m.input("beta", s[1]);
                Buffer y = m.output("y", n);
                Buffer[] c = new Buffer[4];
                for (int i = 0; i < 4; i++) {
                  c[i] = m.output("statistics " + i, s[1]);
                }
                return () ->
                    m.backend()
                        .batchNorm()
                        .training(
                            y, c[0], c[1], c[2], c[3], x, gamma, beta, 0.1f, 1e-5f, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "batch norm backward " + size,
              m -> {
                Buffer dx = m.output("dx", n);
                Buffer dgamma = m.output("dgamma", s[1]);
                Buffer dbeta = m.output("dbeta", s[1]);
                Buffer dy = m.input("dy", n);
                Buffer x = m.input(Machine.random("x", n, 3));
                Buffer mean = m.input(Machine.random("mean", s[1], 3));
                Buffer rstd = m.input("rstd", s[1]);
                Buffer gamma = m.input("gamma", s[1]);
                return () ->
                    m.backend()
                        .batchNorm()
                        .backward(dx, dgamma, dbeta, dy, x, mean, rstd, gamma, true, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "column sums " + size,
              m -> {
                Buffer sums = m.output("sums", s[1]);
                Buffer x = m.input(Machine.random("x", n, 3));
                return () -> m.backend().reductions().sumAxis(sums, x, 1, s[0], s[1], 0.5f, true);
              }));
    }
  }

  private static void rows(List<KernelCase> cases) {
    for (int[] s : new int[][] {{1900, 96}, {4096, 9}, {290, 313}}) {
      String size = s[0] + "x" + s[1];
      int n = s[0] * s[1];
      cases.add(
          new KernelCase(
              "layer norm " + size,
              m -> {
                Buffer y = m.output("y", n);
                Buffer mean = m.output("mean", s[0]);
                Buffer rstd = m.output("rstd", s[0]);
                Buffer x = m.input("x", n);
                Buffer gamma = m.input("gamma", s[1]);
                Buffer beta = m.input("beta", s[1]);
                return () ->
                    m.backend()
                        .layerNorm()
                        .forward(y, mean, rstd, x, gamma, beta, 1e-5f, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "layer norm backward " + size,
              m -> {
                Buffer dx = m.output("dx", n);
                Buffer dgamma = m.output("dgamma", s[1]);
                Buffer dbeta = m.output("dbeta", s[1]);
                Buffer dy = m.input("dy", n);
                Buffer x = m.input("x", n);
                Buffer mean = m.input("mean", s[0]);
                Buffer rstd = m.input("rstd", s[0]);
                Buffer gamma = m.input("gamma", s[1]);
                return () ->
                    m.backend()
                        .layerNorm()
                        .backward(dx, dgamma, dbeta, dy, x, mean, rstd, gamma, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "rms norm " + size,
              m -> {
                Buffer y = m.output("y", n);
                Buffer rstd = m.output("rstd", s[0]);
                Buffer x = m.input("x", n);
                Buffer gamma = m.input("gamma", s[1]);
                return () -> m.backend().rmsNorm().forward(y, rstd, x, gamma, 1e-6f, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "rms norm backward " + size,
              m -> {
                Buffer dx = m.output("dx", n);
                Buffer dgamma = m.output("dgamma", s[1]);
                Buffer dy = m.input("dy", n);
                Buffer x = m.input("x", n);
                Buffer rstd = m.input("rstd", s[0]);
                Buffer gamma = m.input("gamma", s[1]);
                return () ->
                    m.backend().rmsNorm().backward(dx, dgamma, dy, x, rstd, gamma, s[0], s[1]);
              }));
    }
  }

  private static void groups(List<KernelCase> cases, GroupGeometry g) {
    int n = g.batch() * g.image();
    int c = g.channels();
    cases.add(
        new KernelCase(
            "group norm",
            m -> {
              Buffer y = m.output("y", n);
              Buffer mean = m.output("mean", g.batch() * g.groups());
              Buffer rstd = m.output("rstd", g.batch() * g.groups());
              Buffer x = m.input(Machine.random("x", n, 3));
              Buffer gamma = m.input("gamma", c);
              Buffer beta = m.input("beta", c);
              return () -> m.backend().groupNorm().forward(y, mean, rstd, x, gamma, beta, 1e-5f, g);
            }));
    cases.add(
        new KernelCase(
            "group norm backward",
            m -> {
              Buffer dx = m.output("dx", n);
              Buffer dgamma = m.output("dgamma", c);
              Buffer dbeta = m.output("dbeta", c);
              Buffer dy = m.input("dy", n);
              Buffer x = m.input(Machine.random("x", n, 3));
              Buffer mean = m.input(Machine.random("mean", g.batch() * g.groups(), 3));
              Buffer rstd = m.input("rstd", g.batch() * g.groups());
              Buffer gamma = m.input("gamma", c);
              return () ->
                  m.backend().groupNorm().backward(dx, dgamma, dbeta, dy, x, mean, rstd, gamma, g);
            }));
  }
}
