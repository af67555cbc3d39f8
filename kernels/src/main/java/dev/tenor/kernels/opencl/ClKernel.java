package dev.tenor.kernels.opencl;

import static org.jocl.CL.CL_KERNEL_WORK_GROUP_SIZE;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clEnqueueNDRangeKernel;
import static org.jocl.CL.clGetKernelWorkGroupInfo;
import static org.jocl.CL.clReleaseKernel;
import static org.jocl.CL.clSetKernelArg;

import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_event;
import org.jocl.cl_kernel;
import org.jocl.cl_program;

/// A kernel, its arguments and its launch: `kernel.begin().array(y).number(n).launch(n)`. Arguments
/// go in the order of the kernel's parameters. Nothing is allocated here.
final class ClKernel implements AutoCloseable {
  private final ClContext context;
  private final String name;
  private final cl_kernel kernel;
  private final int maxLocal;
  private final int[] ints = new int[1];
  private final float[] floats = new float[1];
  private final long[] longs = new long[1];
  private final Pointer intPointer = Pointer.to(ints);
  private final Pointer floatPointer = Pointer.to(floats);
  private final Pointer longPointer = Pointer.to(longs);
  private final long[] global = new long[3];
  private final long[] local = new long[3];
  private int next;
  private long flops;
  private long bytes;

  ClKernel(ClContext context, cl_program program, String name) {
    this.context = context;
    this.name = name;
    kernel = clCreateKernel(program, name, null);
    maxLocal =
        (int)
            ClQuery.number((n, p, size) ->
                clGetKernelWorkGroupInfo(
                    kernel, context.id(), CL_KERNEL_WORK_GROUP_SIZE, n, p, size));
  }

  /// Starts the list of arguments anew.
  ClKernel begin() {
    next = 0;
    flops = 0;
    bytes = 0;
    return this;
  }

  /// A parameter `ARRAY(x)` of the kernel: an array and the index of its first element. Without a
  /// buffer the kernel sees a null pointer.
  ClKernel array(ClBuffer b) {
    clSetKernelArg(kernel, next++, Sizeof.cl_mem, b == null ? null : b.memory().argument());
    bytes += b == null ? 0 : (long) b.length() * ClBuffer.FLOAT;
    return number(b == null ? 0 : b.offset());
  }

  ClKernel number(int value) {
    ints[0] = value;
    clSetKernelArg(kernel, next++, Sizeof.cl_int, intPointer);
    return this;
  }

  ClKernel number(float value) {
    floats[0] = value;
    clSetKernelArg(kernel, next++, Sizeof.cl_float, floatPointer);
    return this;
  }

  ClKernel number(long value) {
    longs[0] = value;
    clSetKernelArg(kernel, next++, Sizeof.cl_long, longPointer);
    return this;
  }

  /// Local memory for so many floats, for each work-group.
  ClKernel local(int count) {
    clSetKernelArg(kernel, next++, (long) count * ClBuffer.FLOAT, null);
    return this;
  }

  /// How many floating-point operations the next launch needs, for the profile.
  ClKernel flops(double count) {
    flops = (long) count;
    return this;
  }

  /// Runs at least `items` work-items, in work-groups of any size: the kernel looks whether its
  /// number is below `items`.
  void launch(long items) {
    int group = Math.min(context.device().isCpu() ? 64 : 128, maxLocal);
    launch(items, 1, 1, group, 1);
  }

  /// The same for few, long-running work-items: work-groups of one item on a CPU.
  void launchLong(long items) {
    launch(items, 1, 1, context.device().isCpu() ? 1 : Math.min(64, maxLocal), 1);
  }

  /// Runs `groups` work-groups of `size` items, or of as many as this kernel allows.
  void launchGroups(long groups, int size) {
    int group = Math.min(size, maxLocal);
    launch(groups * group, 1, 1, group, 1);
  }

  /// Runs work-items in three dimensions, in work-groups of `localX` × `localY`; the first two are
  /// rounded up to whole work-groups. An empty range runs nothing.
  void launch(long x, long y, long z, int localX, int localY) {
    if (x == 0 || y == 0 || z == 0) {
      return;
    }
    global[0] = Math.ceilDiv(x, localX) * localX;
    global[1] = Math.ceilDiv(y, localY) * localY;
    global[2] = z;
    local[0] = localX;
    local[1] = localY;
    local[2] = 1;
    try {
      cl_event event = context.event(name, flops, bytes);
      clEnqueueNDRangeKernel(context.queue(), kernel, 3, null, global, local, 0, null, event);
    } catch (CLException e) {
      throw context.failure("starting kernel " + name, e);
    }
  }

  int maxLocal() {
    return maxLocal;
  }

  @Override
  public void close() {
    clReleaseKernel(kernel);
  }
}
