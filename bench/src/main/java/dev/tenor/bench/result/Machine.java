package dev.tenor.bench.result;

import java.util.List;
import java.util.Map;

/// The machine that was measured on, and the state it was in.
///
/// @param name how tables call the machine: the CPU's name unless another was given
/// @param cpu the CPU's name as the system reports it
/// @param processors that the JVM may use
/// @param caches bytes per level (`L1d`, `L2`, `L3`); levels that the system does not tell are
///   absent
/// @param os name and version
/// @param jdk name and version of the JVM
/// @param flags the JVM's options
/// @param lanes floats in the widest vector
/// @param devices OpenCL devices that were found
/// @param versions of the peers that took part, by name
/// @param busyBefore processors that other programs kept busy before the measurements
/// @param busyAfter the same after them
public record Machine(
    String name,
    String cpu,
    int processors,
    Map<String, Long> caches,
    String os,
    String jdk,
    List<String> flags,
    int lanes,
    List<Device> devices,
    Map<String, String> versions,
    double busyBefore,
    double busyAfter) {
  /// An OpenCL device.
  ///
  /// @param engine how rows call it: `opencl`, or `opencl:1` if there are several
  public record Device(String engine, String name, String platform, String driver) {}
}
