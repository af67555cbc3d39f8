package dev.tenor.kernels.opencl;

import static org.jocl.CL.clEnqueueReadBuffer;

import dev.tenor.engine.backend.NumberException;
import dev.tenor.engine.backend.NumberException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.jocl.CLException;
import org.jocl.Pointer;

/// Numbers that name nothing, such as labels that are no class. A kernel cannot throw: it notes the
/// first one in device memory (`refuse` of `common.clh`), and the host looks there when it waits
/// for the device anyway. That costs a transfer of four words, and only after a kernel that checks.
final class ClFaults {
  private static final int WORDS = 4;
  private final ClContext context;
  private final ClStaging staging;
  private final ClBuffer noted;
  private final IntBuffer seen;
  private final Pointer seenPointer;
  private boolean unseen;

  ClFaults(ClContext context, ClStaging staging) {
    this.context = context;
    this.staging = staging;
    noted = context.buffer(WORDS);
    ByteBuffer words =
        ByteBuffer.allocateDirect(WORDS * Integer.BYTES).order(ByteOrder.nativeOrder());
    seen = words.asIntBuffer();
    seenPointer = Pointer.to(words);
    clear();
  }

  private void clear() {
    staging.upload(noted, new float[WORDS], 0, WORDS);
  }

  /// For the parameter `fault` of a kernel that is about to start.
  ClBuffer noted() {
    unseen = true;
    return noted;
  }

  /// Starts to fetch what was noted, and returns; a wait for the device must follow, then [#look].
  void fetch() {
    if (!unseen) {
      return;
    }
    try {
      clEnqueueReadBuffer(
          context.queue(),
          noted.memory().mem(),
          false,
          0,
          noted.memory().bytes(),
          seenPointer,
          0,
          null,
          null);
    } catch (CLException e) {
      throw context.failure("writing its errors to the host", e);
    }
  }

  /// @throws NumberException if a number was noted; it is forgotten then
  void look() {
    if (!unseen) {
      return;
    }
    unseen = false;
    int kind = seen.get(0);
    if (kind != 0) {
      clear();
      throw NumberException.of(
              Kind.values()[kind - 1], Float.intBitsToFloat(seen.get(2)), seen.get(1), seen.get(3))
          .in("opencl: in an op before this result, which the backend simd names");
    }
  }
}
