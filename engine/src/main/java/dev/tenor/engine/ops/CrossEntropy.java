package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// The mean over rows of `−log softmax(logits)[label]`: logits [..,K], labels [..] holding class
/// numbers 0 … K − 1 as floats, out [1]. Saves the probabilities.
record CrossEntropy() implements Op {
  @Override
  public String name() {
    return "cross_entropy";
  }

  @Override
  public Shape infer(List<Shape> in) {
    Checks.minRank(name(), "logits", in.get(0), 2);
    Checks.that(in.get(0).numel() > 0, name(), () -> "logits " + in.get(0) + " are empty");
    Checks.shape(name(), "labels", in.get(0), in.get(1), in.get(0).without(-1));
    return Shape.of(1);
  }

  @Override
  public void forward(OpContext c) {
    Shape x = c.inShape(0);
    c.backend()
        .softmax()
        .crossEntropy(c.out(), c.save(x.numel()), c.in(0), c.in(1), x.outer(-1), x.dim(-1));
  }

  @Override
  public void backward(OpContext c) {
    Shape x = c.inShape(0);
    c.backend()
        .softmax()
        .crossEntropyBackward(
            c.gradIn(0), c.gradOut(), c.saved(0), c.in(1), x.outer(-1), x.dim(-1));
  }
}
