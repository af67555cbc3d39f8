package dev.tenor.engine.autograd;

import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A cache of weights in the backend's packed layout, filled when a prediction first needs them.
/// Changing a weight does not invalidate it: call [#clear] afterwards.
public final class PackedWeights implements AutoCloseable {
  /// A tensor is only equal to itself. A convolution may want other layouts for other images, which
  /// differ in length.
  private record Key(String op, Tensor weight, int floats) {}

  private final BufferPool pool;
  private final Map<Key, Buffer> packed = new HashMap<>();

  public PackedWeights(BufferPool pool) {
    this.pool = pool;
  }

  /// The packed form of `weight` for an op, `floats` long, which `pack` writes if need be.
  Buffer get(String op, Tensor weight, int floats, Consumer<Buffer> pack) {
    Key key = new Key(op, weight, floats);
    Buffer buffer = packed.get(key);
    if (buffer == null) {
      buffer = pool.take(floats);
      pack.accept(buffer);
      packed.put(key, buffer);
    }
    return buffer;
  }

  /// Forgets all, so that weights are packed again as they are then.
  public void clear() {
    packed.values().forEach(pool::give);
    packed.clear();
  }

  /// Gives the memory back to the pool.
  @Override
  public void close() {
    clear();
  }
}
