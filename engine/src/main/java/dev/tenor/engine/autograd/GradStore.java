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

  /// Whether the buffer of the output's gradient, of the op whose turn it is, now belongs to one of
  /// its inputs.
  private boolean handedOn;

  GradStore(BufferPool pool, int slots) {
    this.pool = pool;
    this.grads = new Buffer[slots];
  }

  /// The whole gradient of an intermediate tensor, or null if nothing depends on it.
  Buffer get(int slot) {
    return grads[slot];
  }

  /// Forgets a gradient that its op has used, and what has not been handed on goes to the pool.
  void release(int slot) {
    if (!handedOn) {
      pool.give(grads[slot]);
    }
    handedOn = false;
    grads[slot] = null;
  }

  /// Contributes `gradient`, that of the output, to the gradient of an input with as many elements:
  /// the first input without a gradient gets its buffer, so that nothing is copied.
  void hand(Buffer gradient, Tensor tensor) {
    int n = tensor.shape().numel();
    Buffer known = tensor.leafGrad() != null ? tensor.leafGrad() : grads[tensor.slot()];
    if (known == null && !handedOn) {
      grads[tensor.slot()] = gradient;
      handedOn = true;
    } else if (known == null || known == gradient) {
      pool.backend().memory().copy(contribution(tensor), gradient, n);
    } else {
      pool.backend().elementwise().axpy(known, 1, gradient, n);
    }
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
