package dev.tenor.kernels.opencl;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_DEVICE_PARTITION_BY_COUNTS;
import static org.jocl.CL.CL_DEVICE_PARTITION_BY_COUNTS_LIST_END;
import static org.jocl.CL.CL_INVALID_BUFFER_SIZE;
import static org.jocl.CL.CL_MEM_OBJECT_ALLOCATION_FAILURE;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_OUT_OF_HOST_MEMORY;
import static org.jocl.CL.CL_OUT_OF_RESOURCES;
import static org.jocl.CL.CL_QUEUE_PROFILING_ENABLE;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clCreateCommandQueue;
import static org.jocl.CL.clCreateContext;
import static org.jocl.CL.clCreateSubDevices;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clReleaseCommandQueue;
import static org.jocl.CL.clReleaseContext;
import static org.jocl.CL.clReleaseDevice;
import static org.jocl.CL.clReleaseMemObject;

import dev.tenor.engine.backend.DeviceException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jocl.CLException;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_device_partition_property;
import org.jocl.cl_event;

/// A device in use: its context, its one in-order queue, and all memory taken from it. Closing it
/// waits for pending work and gives everything back.
final class ClContext implements AutoCloseable {
  private final ClDevice device;
  private final cl_device_id id;
  private final cl_context context;
  private cl_command_queue queue;
  private ClProfile profile;
  private final Set<ClMemory> memory = Collections.newSetFromMap(new IdentityHashMap<>());
  private long bytes;

  ClContext(ClDevice device) {
    this(device, 0);
  }

  /// @param threads how many compute units of a CPU to use, where it can be divided; 0 for all
  ClContext(ClDevice device, int threads) {
    this.device = device;
    boolean part = device.isCpu() && threads > 0 && threads < device.units();
    id = part ? part(device, threads) : device.id();
    cl_context_properties properties = new cl_context_properties();
    properties.addProperty(CL_CONTEXT_PLATFORM, device.platformId());
    context = clCreateContext(properties, 1, new cl_device_id[] {id}, null, null, null);
    queue = createQueue(0);
  }

  /// OpenCL 2.0 calls this function deprecated, and every later version still has it; 1.2 has no
  /// other.
  @SuppressWarnings("deprecation")
  private cl_command_queue createQueue(long properties) {
    return clCreateCommandQueue(context, id, properties, null);
  }

  private static cl_device_id part(ClDevice device, int units) {
    cl_device_partition_property properties = new cl_device_partition_property();
    properties.addProperty(CL_DEVICE_PARTITION_BY_COUNTS, units);
    properties.addProperty(CL_DEVICE_PARTITION_BY_COUNTS_LIST_END, 0);
    cl_device_id[] parts = new cl_device_id[1];
    clCreateSubDevices(device.id(), properties, 1, parts, null);
    return parts[0];
  }

  ClDevice device() {
    return device;
  }

  /// The device, or the part of it that is in use.
  cl_device_id id() {
    return id;
  }

  cl_context handle() {
    return context;
  }

  cl_command_queue queue() {
    return queue;
  }

  /// Notes from now on what every command takes, and forgets what it noted before.
  void startProfile() {
    finish();
    if (profile == null) {
      clReleaseCommandQueue(queue);
      queue = createQueue(CL_QUEUE_PROFILING_ENABLE);
      profile = new ClProfile();
    }
    profile.reset();
  }

  /// Null unless [#startProfile] was called.
  ClProfile profile() {
    return profile;
  }

  /// The event to start a command with: null if nothing is profiled.
  cl_event event(String name, long flops, long moved) {
    return profile == null ? null : profile.event(name, flops, moved);
  }

  /// New memory for at least one float.
  ClMemory allocate(long floats, long flags) {
    long size = Math.max(1, floats) * ClBuffer.FLOAT;
    try {
      ClMemory taken = new ClMemory(clCreateBuffer(context, flags, size, null, null), size);
      memory.add(taken);
      bytes += size;
      return taken;
    } catch (CLException e) {
      throw failure("allocating " + mebibytes(size) + " beside " + mebibytes(bytes) + " in use", e);
    }
  }

  ClBuffer buffer(int floats) {
    return new ClBuffer(allocate(floats, CL_MEM_READ_WRITE), 0, floats);
  }

  /// Gives memory back once the work that uses it is done.
  void release(ClMemory given) {
    if (memory.remove(given)) {
      bytes -= given.bytes();
      clReleaseMemObject(given.mem());
    }
  }

  void finish() {
    try {
      clFinish(queue);
    } catch (CLException e) {
      throw failure("finishing its work", e);
    }
  }

  /// What to throw when the device refuses or breaks off.
  DeviceException failure(String doing, CLException e) {
    String hint =
        switch (e.getStatus()) {
          case CL_MEM_OBJECT_ALLOCATION_FAILURE,
              CL_OUT_OF_RESOURCES,
              CL_OUT_OF_HOST_MEMORY,
              CL_INVALID_BUFFER_SIZE ->
              "it is out of memory; take a smaller batch or close what else uses it";
          default -> "start again from the last checkpoint, or choose another backend";
        };
    return new DeviceException(
        "opencl: device '"
            + device.name()
            + "' failed while "
            + doing
            + ": "
            + e.getMessage()
            + "; "
            + hint,
        e);
  }

  private static String mebibytes(long size) {
    return (size >> 20) + " MiB";
  }

  @Override
  public void close() {
    clFinish(queue);
    if (profile != null) {
      profile.close();
    }
    memory.forEach(m -> clReleaseMemObject(m.mem()));
    memory.clear();
    bytes = 0;
    clReleaseCommandQueue(queue);
    clReleaseContext(context);
    if (!id.equals(device.id())) {
      clReleaseDevice(id);
    }
  }
}
