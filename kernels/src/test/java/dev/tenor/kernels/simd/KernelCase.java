package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvBlockGeometry;
import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.GroupGeometry;
import dev.tenor.engine.backend.PoolGeometry;
import dev.tenor.engine.backend.RecurrentGeometry;
import dev.tenor.engine.backend.RmsPropStep;
import dev.tenor.engine.backend.SgdStep;
import dev.tenor.engine.backend.UnaryFn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// A primitive at a size of the network, with every kernel that is worth looking at.
///
/// @param prepare makes inputs and outputs and returns the call
record KernelCase(String name, Function<Machine, Runnable> prepare) {
  private static final int BATCH = 2;

  @Override
  public String toString() {
    return name;
  }

  static List<KernelCase> all() {
    List<KernelCase> cases = new ArrayList<>();
    int[][] blocks = {
      {157, 40, 1, 16}, {78, 20, 16, 32}, {39, 10, 32, 64}, {39, 5, 64, 64}, {19, 2, 128, 128}
    };
    for (int[] b : blocks) {
      convolution(cases, new ConvGeometry(BATCH, b[0], b[1], b[2], b[3], 3, 3, 1, 1, 1, 1));
    }
    convolution(cases, new ConvGeometry(BATCH, 61, 37, 5, 19, 5, 4, 2, 3, 2, 1));
    convolution(cases, new ConvGeometry(BATCH, 39, 37, 8, 19, 3, 3, 1, 2, 2, 1, 2, 3));
    depthwise(cases, new ConvGeometry(BATCH, 39, 37, 37, 37, 3, 3, 1, 1, 1, 1));
    depthwise(cases, new ConvGeometry(BATCH, 39, 37, 48, 48, 5, 3, 2, 2, 3, 1, 1, 2));
    convolution(cases, new ConvGeometry(BATCH, 12, 12, 32, 64, 5, 5, 1, 1, 0, 0));
    convolution(cases, new ConvGeometry(BATCH, 15, 11, 24, 40, 1, 1, 2, 2, 0, 0));
    convolution(cases, new ConvGeometry(3, 5, 6, 256, 144, 3, 3, 1, 1, 1, 1)); // deep
    convolution(cases, new ConvGeometry(BATCH, 23, 19, 144, 160, 3, 3, 1, 1, 1, 1));
    blocks(cases, new ConvGeometry(BATCH, 79, 41, 1, 16, 3, 3, 1, 1, 1, 1), 2);
    blocks(cases, new ConvGeometry(BATCH, 39, 5, 64, 64, 3, 3, 1, 1, 1, 1), 1);
    blocks(cases, new ConvGeometry(BATCH, 39, 11, 8, 19, 3, 3, 1, 1, 1, 1), 2);
    products(cases);
    columns(cases);
    rows(cases);
    groups(cases, new GroupGeometry(BATCH, 1560, 38, 2));
    resampling(cases, 61, 37);
    maps(cases);
    MapKernelCases.addTo(cases);
    pooling(cases);
    moves(cases);
    lstm(cases);
    gru(cases);
    return cases;
  }

  private static void convolution(List<KernelCase> cases, ConvGeometry g) {
    int x = g.batch() * g.height() * g.width() * g.inChannels();
    int y = g.batch() * g.outH() * g.outW() * g.outChannels();
    int w = g.kernelH() * g.kernelW() * g.inChannels() * g.outChannels();
    String size = g.height() + "x" + g.width() + "x" + g.inChannels() + "->" + g.outChannels();
    cases.add(
        new KernelCase(
            "conv2d " + size,
            m -> {
              Buffer out = m.output("y", y);
              Buffer in = m.input("x", x);
              Buffer weight = m.input("w", w);
              Buffer bias = m.input("bias", g.outChannels());
              return () -> m.backend().convolution().forward(out, in, weight, bias, g);
            }));
    cases.add(
        new KernelCase(
            "conv2d data " + size,
            m -> {
              Buffer dx = m.output("dx", x);
              Buffer dy = m.input("dy", y);
              Buffer weight = m.input("w", w);
              return () -> m.backend().convolution().backwardData(dx, dy, weight, g);
            }));
    cases.add(
        new KernelCase(
            "conv2d weight " + size,
            m -> {
              Buffer dw = m.output("dw", w);
              Buffer dy = m.input("dy", y);
              Buffer in = m.input("x", x);
              return () -> m.backend().convolution().backwardWeightAccumulate(dw, dy, in, g);
            }));
  }

  private static void depthwise(List<KernelCase> cases, ConvGeometry g) {
    int x = g.inPixels() * g.inChannels();
    int y = g.outPixels() * g.inChannels();
    int w = g.taps() * g.inChannels();
    String size = g.height() + "x" + g.width() + "x" + g.inChannels();
    cases.add(
        new KernelCase(
            "depthwise " + size,
            m -> {
              Buffer out = m.output("y", y);
              Buffer in = m.input("x", x);
              Buffer weight = m.input("w", w);
              Buffer bias = m.input("bias", g.inChannels());
              return () -> m.backend().depthwise().forward(out, in, weight, bias, g);
            }));
    cases.add(
        new KernelCase(
            "depthwise data " + size,
            m -> {
              Buffer dx = m.output("dx", x);
              Buffer dy = m.input("dy", y);
              Buffer weight = m.input("w", w);
              return () -> m.backend().depthwise().backwardData(dx, dy, weight, g);
            }));
    cases.add(
        new KernelCase(
            "depthwise weight " + size,
            m -> {
              Buffer dw = m.output("dw", w);
              Buffer dy = m.input("dy", y);
              Buffer in = m.input("x", x);
              return () -> m.backend().depthwise().backwardWeightAccumulate(dw, dy, in, g);
            }));
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

  /// Two taps for each of twice as many rows.
  private static void resampling(List<KernelCase> cases, int in, int inner) {
    int out = 2 * in;
    cases.add(
        new KernelCase(
            "resampling",
            m -> {
              float[] table = new float[4 * out];
              for (int i = 0; i < out; i++) {
                table[4 * i] = Math.min(i / 2, in - 2);
                table[4 * i + 1] = 2;
                table[4 * i + 2] = 0.25f;
                table[4 * i + 3] = 0.75f;
              }
              Buffer windows = m.input(table);
              Buffer y = m.output("y", BATCH * out * inner);
              Buffer x = m.input("x", BATCH * in * inner);
              return () ->
                  m.backend().resampling().alongAxis(y, x, windows, BATCH, in, out, inner, 2);
            }));
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

  private static void products(List<KernelCase> cases) {
    for (int[] s : new int[][] {{288, 192, 128}, {103, 107, 601}, {1, 384, 96}, {288, 4, 64}}) {
      for (int t = 0; t < 4; t++) {
        GemmGeometry g = GemmGeometry.of((t & 1) != 0, (t & 2) != 0, s[0], s[1], s[2]);
        cases.add(
            new KernelCase(
                "gemm " + s[0] + "x" + s[1] + "x" + s[2] + " transposed " + t,
                m -> {
                  Buffer c = m.output("c", s[0] * s[1]);
                  Buffer a = m.input("a", s[0] * s[2]);
                  Buffer b = m.input("b", s[1] * s[2]);
                  return () -> m.backend().gemm().gemm(g, c, a, b, 0.5f, 0.25f);
                }));
      }
      cases.add(
          new KernelCase(
              "linear " + s[0] + "x" + s[1] + "x" + s[2],
              m -> {
                Buffer y = m.output("y", s[0] * s[1]);
                Buffer x = m.input("x", s[0] * s[2]);
                Buffer w = m.input("w", s[1] * s[2]);
                Buffer bias = m.input("bias", s[1]);
                return () -> m.backend().linear().forward(y, x, w, bias, s[0], s[1], s[2]);
              }));
    }
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
      cases.add(
          new KernelCase(
              "softmax " + size,
              m -> {
                Buffer y = m.output("y", n);
                Buffer x = m.input("x", n);
                return () -> m.backend().softmax().forward(y, x, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "softmax backward " + size,
              m -> {
                Buffer dx = m.output("dx", n);
                Buffer dy = m.input("dy", n);
                Buffer y = m.input("y", n);
                return () -> m.backend().softmax().backward(dx, dy, y, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "log softmax " + size,
              m -> {
                Buffer y = m.output("y", n);
                Buffer x = m.input("x", n);
                return () -> m.backend().softmax().logForward(y, x, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "log softmax backward " + size,
              m -> {
                Buffer dx = m.output("dx", n);
                Buffer dy = m.input("dy", n);
                Buffer y = m.input("y", n);
                return () -> m.backend().softmax().logBackward(dx, dy, y, s[0], s[1]);
              }));
      cases.add(
          new KernelCase(
              "cross-entropy and its gradient " + size,
              m -> {
                Buffer loss = m.output("loss", 1);
                Buffer probs = m.output("probs", n);
                Buffer dx = m.output("dx", n);
                Buffer x = m.input("x", n);
                float[] numbers = new float[s[0]];
                for (int i = 0; i < numbers.length; i++) {
                  numbers[i] = i * 7 % s[1];
                }
                Buffer labels = m.input(numbers);
                return () -> {
                  m.backend().softmax().crossEntropy(loss, probs, x, labels, s[0], s[1]);
                  m.backend().softmax().crossEntropyBackward(dx, loss, probs, labels, s[0], s[1]);
                };
              }));
    }
  }

  private static void maps(List<KernelCase> cases) {
    int n = 70_001;
    for (UnaryFn fn : UnaryFn.values()) {
      cases.add(
          new KernelCase(
              fn + " " + n,
              m -> {
                Buffer y = m.output("y", n);
                Buffer x = m.input("x", n);
                return () -> m.backend().elementwise().unary(fn, y, x, n);
              }));
      cases.add(
          new KernelCase(
              fn + " backward " + n,
              m -> {
                Buffer dx = m.output("dx", n);
                Buffer dy = m.input("dy", n);
                Buffer x = m.input("x", n);
                Buffer y = m.input("x", n);
                return () -> m.backend().elementwise().unaryBackward(fn, dx, dy, x, y, n);
              }));
    }
    cases.add(
        new KernelCase(
            "dropout " + n,
            m -> {
              Buffer y = m.output("y", n);
              Buffer x = m.input("x", n);
              return () -> m.backend().elementwise().dropout(y, x, 0.2f, 5, 6, n);
            }));
    cases.add(
        new KernelCase(
            "sum of squares " + n,
            m -> {
              Buffer y = m.output("y", 1);
              Buffer x = m.input("x", n);
              return () -> m.backend().reductions().sumOfSquares(y, x, n);
            }));
    cases.add(
        new KernelCase(
            "adam " + n,
            m -> {
              Buffer values = m.output("values", n);
              Buffer first = m.output("m", n);
              Buffer grads = m.input("grads", n);
              Buffer second = m.output("v", n);
              m.backend().elementwise().binary(BinaryFn.MUL, second, second, second, n);
              AdamStep step = new AdamStep(1e-3, 0.9, 0.999, 1e-8, 1e-4, true, 0.1, 1e-3);
              return () -> m.backend().optimization().adam(values, grads, first, second, step, n);
            }));
    cases.add(
        new KernelCase(
            "momentum " + n,
            m -> {
              Buffer values = m.output("values", n);
              Buffer grads = m.input("grads", n);
              Buffer velocity = m.output("velocity", n);
              SgdStep step = new SgdStep(1e-3, 0.9, true, 1e-4);
              return () -> m.backend().optimization().momentum(values, grads, velocity, step, n);
            }));
    cases.add(
        new KernelCase(
            "rmsprop " + n,
            m -> {
              Buffer values = m.output("values", n);
              Buffer grads = m.input("grads", n);
              Buffer square = m.output("square", n);
              Buffer velocity = m.output("velocity", n);
              m.backend().elementwise().binary(BinaryFn.MUL, square, square, square, n);
              RmsPropStep step = new RmsPropStep(1e-3, 0.99, 1e-8, 0.9, 1e-4);
              return () ->
                  m.backend().optimization().rmsProp(values, grads, square, velocity, step, n);
            }));
    PoolGeometry pool = new PoolGeometry(BATCH, 156, 20, 32, 2, 2, 2, 2);
  }

  private static void pooling(List<KernelCase> cases) {
    PoolGeometry halves = new PoolGeometry(BATCH, 156, 20, 32, 2, 2, 2, 2);
    int in = BATCH * 156 * 20 * 32;
    cases.add(
        new KernelCase(
            "average pool",
            m -> {
              Buffer y = m.output("y", in / 4);
              Buffer x = m.input("x", in);
              return () -> m.backend().pooling().average(y, x, halves);
            }));
    cases.add(
        new KernelCase(
            "average pool backward",
            m -> {
              Buffer dx = m.output("dx", in);
              Buffer dy = m.input("dy", in / 4);
              return () -> m.backend().pooling().averageBackward(dx, dy, halves);
            }));
    maxPool(cases, halves);
    maxPool(cases, new PoolGeometry(3, 41, 23, 37, 3, 3, 2, 2, 1, 1));
  }

  private static void maxPool(List<KernelCase> cases, PoolGeometry g) {
    int in = g.batch() * g.height() * g.width() * g.channels();
    int out = g.batch() * g.outH() * g.outW() * g.channels();
    cases.add(
        new KernelCase(
            "max pool " + g.kernelH(),
            m -> {
              Buffer y = m.output("y", out);
              Buffer index = m.output("index", out);
              Buffer x = m.input("x", in);
              return () -> m.backend().pooling().max(y, index, x, g);
            }));
    cases.add(
        new KernelCase(
            "max pool backward " + g.kernelH(),
            m -> {
              Buffer dx = m.output("dx", in);
              Buffer y = m.input("y", out);
              Buffer index = m.input("index", out);
              Buffer x = m.input("x", in);
              Buffer dy = m.input("dy", out);
              m.backend().pooling().max(y, index, x, g);
              return () -> m.backend().pooling().maxBackward(dx, dy, index, g);
            }));
  }

  private static void moves(List<KernelCase> cases) {
    int n = 5 * 37 * 67 * 33;
    cases.add(
        new KernelCase(
            "copy " + n,
            m -> {
              Buffer y = m.output("y", n);
              Buffer x = m.input("x", n);
              return () -> m.backend().memory().copy(y, x, n);
            }));
    cases.add(
        new KernelCase(
            "fill " + n,
            m -> {
              Buffer y = m.output("y", n);
              return () -> m.backend().memory().fill(y, 0.25f, n);
            }));
    for (int cols : new int[] {3, 61}) {
      cases.add(
          new KernelCase(
              "copy2d " + cols,
              m -> {
                Buffer y = m.output("y", 3001 * (cols + 2));
                Buffer x = m.input("x", 3001 * (cols + 5));
                return () -> m.backend().memory().copy2d(y, cols + 2, x, cols + 5, 3001, cols);
              }));
    }
    for (int[] axes : new int[][] {{0, 2, 1, 3}, {0, 3, 1, 2}, {3, 2, 1, 0}, {0, 2, 3, 1}}) {
      cases.add(
          new KernelCase(
              "permute " + Arrays.toString(axes),
              m -> {
                Buffer y = m.output("y", n);
                Buffer x = m.input("x", n);
                int[] dims = {5, 37, 67, 33};
                return () -> m.backend().memory().permute(y, x, dims, axes);
              }));
    }
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
