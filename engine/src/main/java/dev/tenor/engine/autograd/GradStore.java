package dev.tenor.engine.autograd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The gradients of one backward run, by tensor. A gradient's buffer is taken from the pool at its
/// first contribution and returned when the op that made the tensor has used it.
final class GradStore {
  /// A further contribution to a gradient, to be added once the op has written it.
  private record Contribution(Tensor tensor, Buffer buffer) {}

  private final BufferPool pool;
  private final Buffer[] grads;
  private final List<Contribution> pending = new ArrayList<>();

  GradStore(BufferPool pool, int slots) {
    this.pool = pool;
    this.grads = new Buffer[slots];
  }

  /// The whole gradient of an intermediate tensor, or null if nothing depends on it.
  Buffer get(int slot) {
    return grads[slot];
  }

  void release(int slot) {
    pool.give(grads[slot]);
    grads[slot] = null;
  }

  /// A buffer to overwrite with a contribution to the gradient of `tensor`.
  Buffer contribution(Tensor tensor) {
    Buffer buffer = pool.take(tensor.shape().numel());
    if (tensor.leafGrad() == null && grads[tensor.slot()] == null) {
      grads[tensor.slot()] = buffer;
    } else {
      pending.add(new Contribution(tensor, buffer));
    }
    return buffer;
  }

  /// The gradient of `tensor` itself, to accumulate into.
  Buffer accumulated(Tensor tensor) {
    if (tensor.leafGrad() != null) {
      return tensor.leafGrad();
    }
    if (grads[tensor.slot()] == null) {
      int n = tensor.shape().numel();
      grads[tensor.slot()] = pool.take(n);
      pool.backend().memory().fill(grads[tensor.slot()], 0, n);
    }
    return grads[tensor.slot()];
  }

  /// Accumulates what an op has written, in the order in which it asked for the buffers.
  void accumulate() {
    for (int i = 0; i < pending.size(); i++) {
      Contribution more = pending.get(i);
      Tensor tensor = more.tensor();
      Buffer grad = tensor.leafGrad() != null ? tensor.leafGrad() : grads[tensor.slot()];
      pool.backend().elementwise().axpy(grad, 1, more.buffer(), tensor.shape().numel());
      pool.give(more.buffer());
    }
    pending.clear();
  }
}
