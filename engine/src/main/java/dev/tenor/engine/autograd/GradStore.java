package dev.tenor.engine.autograd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// The gradients of one backward run, by tensor. A gradient's buffer comes from the pool when the
/// first share arrives and goes back when its op has used it.
final class GradStore {
  /// A second share of a gradient, to be added once the op has written it.
  private record Share(Tensor tensor, Buffer buffer) {}

  private final BufferPool pool;
  private final Buffer[] grads;
  private final List<Share> pending = new ArrayList<>();

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

  /// A buffer to overwrite with a share of the gradient of `tensor`.
  Buffer share(Tensor tensor) {
    Buffer buffer = pool.take(tensor.shape().numel());
    if (tensor.leafGrad() == null && grads[tensor.slot()] == null) {
      grads[tensor.slot()] = buffer;
    } else {
      pending.add(new Share(tensor, buffer));
    }
    return buffer;
  }

  /// The gradient of `tensor` itself, to add a share to.
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

  /// Adds the shares that an op has written, in the order in which it asked for them.
  void settle() {
    for (int i = 0; i < pending.size(); i++) {
      Share share = pending.get(i);
      Tensor tensor = share.tensor();
      Buffer grad = tensor.leafGrad() != null ? tensor.leafGrad() : grads[tensor.slot()];
      pool.backend().elementwise().axpy(grad, 1, share.buffer(), tensor.shape().numel());
      pool.give(share.buffer());
    }
    pending.clear();
  }
}
