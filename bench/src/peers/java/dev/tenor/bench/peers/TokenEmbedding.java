package dev.tenor.bench.peers;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Rows of a table by number: table [V,E], numbers [B,T] as floats → [B,T,E].
record TokenEmbedding() implements Op {
  @Override
  public String name() {
    return "embedding";
  }

  @Override
  public Shape infer(List<Shape> in) {
    return Shape.of(in.get(1).dim(0), in.get(1).dim(1), in.get(0).dim(1));
  }

  private static float[] numbers(OpContext c) {
    float[] numbers = new float[c.inShape(1).numel()];
    c.backend().memory().download(numbers, 0, c.in(1), numbers.length);
    return numbers;
  }

  @Override
  public void forward(OpContext c) {
    int width = c.inShape(0).dim(1);
    float[] numbers = numbers(c);
    for (int i = 0; i < numbers.length; i++) {
      Buffer row = c.in(0).slice((int) numbers[i] * width, width);
      c.backend().memory().copy(c.out().slice(i * width, width), row, width);
    }
  }

  @Override
  public void backward(OpContext c) {
    int width = c.inShape(0).dim(1);
    float[] numbers = numbers(c);
    Buffer table = c.gradAccumulate(0);
    for (int i = 0; i < numbers.length; i++) {
      Buffer row = table.slice((int) numbers[i] * width, width);
      c.backend().elementwise().axpy(row, 1, c.gradOut().slice(i * width, width), width);
    }
  }
}
