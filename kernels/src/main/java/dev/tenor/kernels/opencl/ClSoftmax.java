package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.AttentionGeometry;
import dev.tenor.engine.backend.Softmax;

/// Softmax and the loss on it: `softmax.cl`.
final class ClSoftmax implements Softmax<ClBuffer> {
  private static final String FAMILY = "softmax";
  private final ClResources cl;
  private final ClReductions reduce;

  ClSoftmax(ClResources cl, ClReductions reduce) {
    this.cl = cl;
    this.reduce = reduce;
  }

  @Override
  public void forward(ClBuffer y, ClBuffer x, int rows, int cols) {
    synchronized (cl) {
      byRow(cl.kernel(FAMILY, "softmax").array(y).array(x), rows, cols);
    }
  }

  @Override
  public void hide(ClBuffer scores, ClBuffer lengths, AttentionGeometry g) {
    synchronized (cl) {
      cl.kernel(FAMILY, "hide")
          .array(scores)
          .array(lengths)
          .number(g.scores())
          .number(g.heads() * g.queries())
          .number(g.queries())
          .number(g.keys())
          .number(lengths == null ? 0 : 1)
          .number(g.causal() ? 1 : 0)
          .launch(g.scores());
    }
  }

  @Override
  public void backward(ClBuffer dx, ClBuffer dy, ClBuffer y, int rows, int cols) {
    synchronized (cl) {
      byRow(cl.kernel(FAMILY, "softmax_gradient").array(dx).array(dy).array(y), rows, cols);
    }
  }

  @Override
  public void logForward(ClBuffer y, ClBuffer x, int rows, int cols) {
    synchronized (cl) {
      byRow(cl.kernel(FAMILY, "log_softmax").array(y).array(x), rows, cols);
    }
  }

  @Override
  public void logBackward(ClBuffer dx, ClBuffer dy, ClBuffer y, int rows, int cols) {
    synchronized (cl) {
      byRow(cl.kernel(FAMILY, "log_softmax_gradient").array(dx).array(dy).array(y), rows, cols);
    }
  }

  private static void byRow(ClKernel kernel, int rows, int cols) {
    kernel.number(rows).number(cols).launch(rows);
  }

  @Override
  public void crossEntropy(
      ClBuffer loss, ClBuffer probs, ClBuffer x, ClBuffer labels, int rows, int cols) {
    synchronized (cl) {
      ClBuffer losses = cl.scratch(ClScratch.Use.COLUMNS, rows);
      byRow(
          cl.kernel(FAMILY, "cross_entropy")
              .array(losses)
              .array(probs)
              .array(x)
              .array(labels)
              .array(cl.faults().noted()),
          rows,
          cols);
      reduce.sumAxis(loss, losses, 1, rows, 1, 1f / rows, false);
    }
  }

  @Override
  public void crossEntropyBackward(
      ClBuffer dx, ClBuffer dloss, ClBuffer probs, ClBuffer labels, int rows, int cols) {
    synchronized (cl) {
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
}
