package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Broadcast;
import java.util.Locale;

/// Maps over operands that are repeated: `broadcast.cl`. A work-item computes one element.
final class ClBroadcast {
  private static final String FAMILY = "broadcast";

  /// The rank that the kernels work at; lower ones get leading axes of length 1.
  private static final int RANK = 5;

  private final ClResources cl;

  ClBroadcast(ClResources cl) {
    this.cl = cl;
  }

  void binary(BinaryFn fn, ClBuffer y, ClBuffer a, ClBuffer b, Broadcast g) {
    ClKernel kernel = cl.kernel(FAMILY, name(fn) + "_strided").array(y).array(a).array(b);
    launch(kernel, g, 2);
  }

  void gradient(
      BinaryFn fn, int side, ClBuffer d, ClBuffer dy, ClBuffer a, ClBuffer b, Broadcast g) {
    String name = name(fn) + "_gradient_" + (side == 0 ? "a" : "b");
    launch(cl.kernel(FAMILY, name).array(d).array(dy).array(a).array(b), g, 2);
  }

  void choose(ClBuffer y, ClBuffer mask, ClBuffer a, ClBuffer b, Broadcast g) {
    launch(cl.kernel(FAMILY, "choose").array(y).array(mask).array(a).array(b), g, 3);
  }

  private static String name(BinaryFn fn) {
    return "binary_" + fn.name().toLowerCase(Locale.ROOT);
  }

  private static void launch(ClKernel kernel, Broadcast g, int operands) {
    int missing = RANK - g.rank();
    kernel.number(g.numel());
    for (int i = 1; i < RANK; i++) {
      kernel.number(i < missing ? 1 : g.dim(i - missing));
    }
    for (int operand = 0; operand < operands; operand++) {
      for (int i = 0; i < RANK; i++) {
        kernel.number(i < missing ? 0 : g.stride(operand, i - missing));
      }
    }
    kernel.launch(g.numel());
  }
}
