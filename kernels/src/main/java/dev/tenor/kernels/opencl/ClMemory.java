package dev.tenor.kernels.opencl;

import org.jocl.Pointer;
import org.jocl.cl_mem;

/// Memory of a device.
///
/// @param argument what a kernel gets for it
record ClMemory(cl_mem mem, Pointer argument, long bytes) {
  ClMemory(cl_mem mem, long bytes) {
    this(mem, Pointer.to(mem), bytes);
  }
}
