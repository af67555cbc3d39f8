package dev.tenor.engine.autograd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The ops of a pass in the order in which they ran. The op at position i made the tensor with slot
/// i.
final class Tape {
  /// Room for as many ops from the start.
  static final int EXPECTED = 100;

  private final BufferPool pool;
  private final List<OpContext> ops = new ArrayList<>(EXPECTED);

  Tape(BufferPool pool) {
    this.pool = pool;
  }

  /// Remembers an op and returns its output's slot.
  int record(OpContext op) {
    ops.add(op);
    return ops.size() - 1;
  }

  /// Adds the gradient of `output`, weighted by `gradient`, to every leaf it depends on.
  void backward(Tensor output, Buffer gradient) {
    GradStore grads = new GradStore(pool, ops.size());
    pool.backend().memory().copy(grads.contribution(output), gradient, output.shape().numel());
    for (int slot = output.slot(); slot >= 0; slot--) {
      Buffer grad = grads.get(slot);
      if (grad != null) {
        ops.get(slot).runBackward(grads, grad);
        grads.release(slot);
      }
    }
  }
}
