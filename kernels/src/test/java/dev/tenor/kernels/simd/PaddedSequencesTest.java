package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.ops.AttentionMask;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A sequence that is padded to the length of others gets the same bits as alone, forward and
/// backward.
class PaddedSequencesTest {
  private static final int BATCH = 3;
  private static final int TIME = 71;
  private static final int WIDTH = 3 * 2 * 11;
  private static final int HIDDEN = 21;

  private static float[] normal(String name, int n) {
    RandomStream random = RandomStream.of(5, name);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = 0.3f * (float) random.nextGaussian();
    }
    return values;
  }

  @FunctionalInterface
  private interface Body {
    Tensor run(Pass pass, Tensor x, Tensor lengths);
  }

  /// Output and input gradient of the last sequence, cut to its length.
  private static float[][] run(int length, boolean alone, Body body) {
    int batch = alone ? 1 : BATCH;
    int time = alone ? length : TIME;
    float[] all = normal("x", BATCH * TIME * WIDTH);
    int last = (BATCH - 1) * TIME * WIDTH;
    float[] x = alone ? Arrays.copyOfRange(all, last, last + length * WIDTH) : all;
    float[] lengths = new float[batch];
    Arrays.fill(lengths, TIME);
    lengths[batch - 1] = length;
    try (Backend backend = Backends.open("simd", 2);
        BufferPool pool = new BufferPool(backend);
        Pass pass = Pass.recording(pool)) {
      Tensor in = pass.variable(Shape.of(batch, time, WIDTH), x);
      Tensor out = body.run(pass, in, pass.constant(Shape.of(batch), lengths));
      int width = out.shape().dim(2);
      int from = (batch - 1) * time;
      float[] gradient = new float[out.shape().numel()];
      System.arraycopy(normal("dy", length * width), 0, gradient, from * width, length * width);
      pass.backward(out, gradient);
      int end = from + length;
      return new float[][] {
        Arrays.copyOfRange(pass.read(out), from * width, end * width),
        Arrays.copyOfRange(pass.grad(in), from * WIDTH, end * WIDTH)
      };
    }
  }

  private static void check(int length, Body body) {
    float[][] alone = run(length, true, body);
    float[][] padded = run(length, false, body);
    assertArrayEquals(alone[0], padded[0], "output");
    assertArrayEquals(alone[1], padded[1], "gradient");
  }

  @ParameterizedTest
  @CsvSource({"1,false", "5,true", "33,true", "64,false", "71,true"})
  void attention(int length, boolean causal) {
    check(
        length,
        (pass, x, lengths) ->
            Sequences.selfAttention(pass, x, new AttentionMask(causal, lengths, null), 2, 0));
  }

  private static Tensor[] parameters(Pass pass, int gates) {
    Tensor[] parameters = new Tensor[8];
    int rows = gates * HIDDEN;
    Shape[] shapes = {
      Shape.of(rows, WIDTH), Shape.of(rows, HIDDEN), Shape.of(rows), Shape.of(rows)
    };
    for (int i = 0; i < parameters.length; i++) {
      Shape shape = shapes[i % 4];
      parameters[i] = pass.constant(shape, normal("parameter " + i, shape.numel()));
    }
    return parameters;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 71})
  void recurrentLayers(int length) {
    check(
        length,
        (pass, x, lengths) -> {
          RecurrentResult result = Sequences.lstm(pass, x, null, lengths, parameters(pass, 4));
          return result.out();
        });
    check(
        length,
        (pass, x, lengths) -> Sequences.gru(pass, x, null, lengths, parameters(pass, 3)).out());
    check(
        length,
        (pass, x, lengths) -> Sequences.rnnTanh(pass, x, null, lengths, parameters(pass, 1)).out());
  }
}
