package dev.tenor.kernels.opencl;

import static org.jocl.CL.CL_MAP_READ;
import static org.jocl.CL.CL_MAP_WRITE;
import static org.jocl.CL.CL_MEM_ALLOC_HOST_PTR;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.clEnqueueMapBuffer;
import static org.jocl.CL.clEnqueueReadBuffer;
import static org.jocl.CL.clEnqueueUnmapMemObject;
import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clReleaseEvent;
import static org.jocl.CL.clRetainEvent;
import static org.jocl.CL.clWaitForEvents;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_event;

/// The way between Java arrays and the device: two halves of host memory that the driver can read
/// by itself (pinned). An upload copies its array into one half, starts the transfer and returns;
/// the half is written again only when that transfer is done. So the next batch goes up while the
/// device computes.
final class ClStaging implements AutoCloseable {
  private static final int HALF = 1 << 20; // floats
  private final ClContext context;
  private final ClMemory memory;
  private final ByteBuffer mapped;
  private final FloatBuffer floats;
  private final Pointer[] halves = new Pointer[2];
  private final cl_event[] pending = new cl_event[2];
  private int next;

  ClStaging(ClContext context) {
    this.context = context;
    memory = context.allocate(2L * HALF, CL_MEM_READ_WRITE | CL_MEM_ALLOC_HOST_PTR);
    try {
      mapped =
          clEnqueueMapBuffer(
              context.queue(),
              memory.mem(),
              true,
              CL_MAP_READ | CL_MAP_WRITE,
              0,
              memory.bytes(),
              0,
              null,
              null,
              null);
    } catch (CLException e) {
      throw context.failure("mapping its staging memory", e);
    }
    floats = mapped.order(ByteOrder.nativeOrder()).asFloatBuffer();
    halves[0] = Pointer.to(mapped);
    halves[1] = halves[0].withByteOffset((long) HALF * ClBuffer.FLOAT);
  }

  void upload(ClBuffer dst, float[] src, int offset, int length) {
    for (int done = 0; done < length; done += HALF) {
      int n = Math.min(HALF, length - done);
      int half = free();
      floats.put(half * HALF, src, offset + done, n);
      cl_event noted = context.event("(to the device)", 0, (long) n * ClBuffer.FLOAT);
      pending[half] = noted == null ? new cl_event() : noted;
      try {
        clEnqueueWriteBuffer(
            context.queue(),
            dst.memory().mem(),
            false,
            dst.byteOffset() + (long) done * ClBuffer.FLOAT,
            (long) n * ClBuffer.FLOAT,
            halves[half],
            0,
            null,
            pending[half]);
        if (noted != null) {
          clRetainEvent(noted); // released by the profile and here
        }
      } catch (CLException e) {
        pending[half] = null;
        throw context.failure("reading " + length + " floats from the host", e);
      }
    }
  }

  /// Waits for all work, and copies.
  void download(float[] dst, int offset, ClBuffer src, int length) {
    for (int done = 0; done < length; done += HALF) {
      int n = Math.min(HALF, length - done);
      int half = free();
      try {
        clEnqueueReadBuffer(
            context.queue(),
            src.memory().mem(),
            true,
            src.byteOffset() + (long) done * ClBuffer.FLOAT,
            (long) n * ClBuffer.FLOAT,
            halves[half],
            0,
            null,
            context.event("(to the host)", 0, (long) n * ClBuffer.FLOAT));
      } catch (CLException e) {
        throw context.failure("computing and writing " + length + " floats to the host", e);
      }
      floats.get(half * HALF, dst, offset + done, n);
    }
  }

  /// The half whose turn it is, once its last transfer is done.
  private int free() {
    int half = next;
    next = 1 - next;
    if (pending[half] != null) {
      cl_event event = pending[half];
      pending[half] = null;
      try {
        clWaitForEvents(1, new cl_event[] {event});
      } catch (CLException e) {
        throw context.failure("reading from the host", e);
      } finally {
        clReleaseEvent(event);
      }
    }
    return half;
  }

  @Override
  public void close() {
    free();
    free();
    clEnqueueUnmapMemObject(context.queue(), memory.mem(), mapped, 0, null, null);
    context.release(memory);
  }
}
