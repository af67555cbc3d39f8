package dev.tenor.kernels.opencl;

import java.util.EnumMap;
import java.util.Map;

/// Device memory between the kernels of one op. Each purpose has one buffer, which grows to what
/// its largest user needs and then stays: the queue runs in order, so the next op may overwrite it.
final class ClScratch {
  /// What the memory is for; one op may use several.
  enum Use {
    /// The second factor of a product, in the order in which the kernel reads it.
    PACKED,
    /// An image with its padding, or a gradient dilated to the input's positions.
    PADDED,
    /// Partial sums, one set a chunk; the next two are what these add up to, by turns.
    PARTIAL,
    FEWER,
    FEWEST,
    /// Statistics of columns.
    COLUMNS,
    /// Random bits.
    RANDOM,
    /// A convolution block's values, or their gradients.
    BLOCK;

    /// Where the sums of a level of partial sums go, the first level being 0.
    static Use level(int level) {
      return level % 2 == 0 ? FEWER : FEWEST;
    }
  }

  private final ClContext context;
  private final Map<Use, ClBuffer> buffers = new EnumMap<>(Use.class);

  ClScratch(ClContext context) {
    this.context = context;
  }

  /// A buffer of at least `floats` with undefined contents.
  ClBuffer take(Use use, long floats) {
    ClBuffer held = buffers.get(use);
    if (held == null || held.length() < floats) {
      if (held != null) {
        buffers.remove(use); // first: the next line may fail
        context.release(held.memory());
      }
      held = context.buffer(Math.toIntExact(Math.max(floats, 1)));
      buffers.put(use, held);
    }
    return held.slice(0, Math.toIntExact(floats));
  }
}
