package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Buffer;

/// Softmax and the loss on it: `softmax.cl`.
final class ClSoftmax {
  private static final String FAMILY = "softmax";
  private final ClResources cl;
  private final ClReduce reduce;

  ClSoftmax(ClResources cl, ClReduce reduce) {
    this.cl = cl;
    this.reduce = reduce;
  }

  void forward(Buffer y, Buffer x, int rows, int cols) {
    byRow(cl.kernel(FAMILY, "softmax").array(y).array(x), rows, cols);
  }

  void backward(Buffer dx, Buffer dy, Buffer y, int rows, int cols) {
    byRow(cl.kernel(FAMILY, "softmax_gradient").array(dx).array(dy).array(y), rows, cols);
  }

  void logForward(Buffer y, Buffer x, int rows, int cols) {
    byRow(cl.kernel(FAMILY, "log_softmax").array(y).array(x), rows, cols);
  }

  void logBackward(Buffer dx, Buffer dy, Buffer y, int rows, int cols) {
    byRow(cl.kernel(FAMILY, "log_softmax_gradient").array(dx).array(dy).array(y), rows, cols);
  }

  private static void byRow(ClKernel kernel, int rows, int cols) {
    kernel.number(rows).number(cols).launch(rows);
  }

  void crossEntropy(Buffer loss, Buffer probs, Buffer x, Buffer labels, int rows, int cols) {
    ClBuffer losses = cl.scratch(ClScratch.Use.COLUMNS, rows);
    byRow(
        cl.kernel(FAMILY, "cross_entropy").array(losses).array(probs).array(x).array(labels),
        rows,
        cols);
    reduce.sumAxis(loss, losses, 1, rows, 1, 1f / rows, false);
  }

  void crossEntropyBackward(
      Buffer dx, Buffer dloss, Buffer probs, Buffer labels, int rows, int cols) {
    cl.kernel(FAMILY, "cross_entropy_gradient")
        .array(dx)
        .array(dloss)
        .array(probs)
        .array(labels)
        .number(rows)
        .number(cols)
        .launch((long) rows * cols);
  }
}
