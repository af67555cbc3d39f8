package dev.tenor.engine.backend;

import java.util.List;

/// Everything that a machine must be able to do for the engine. One instance belongs to one thread
/// at a time; it may use threads of its own inside.
///
/// The same call on the same values gives the same bits, for any number of threads.
public interface Backend
    extends Memory,
        Elementwise,
        Reductions,
        Convolution,
        Normalization,
        Recurrence,
        AttentionKernels,
        Blocks,
        Optimization,
        AutoCloseable {

  /// The name by which users choose it: `scalar`, `simd`, `opencl`.
  String name();

  /// What it runs on, for people: lanes, threads, device.
  String device();

  @Override
  default void linear(Buffer y, Buffer x, Buffer w, Buffer bias, int m, int n, int k) {
    gemm(GemmGeometry.of(false, true, m, n, k), y, x, w, 1, 0);
    if (bias != null) {
      binaryBroadcast(BinaryFn.ADD, y, y, bias, 1, m, n);
    }
  }

  /// Measures the arithmetic peak of what this backend runs on, in operations a second; 0 if it has
  /// no way to tell.
  default double measurePeakFlops() {
    return 0;
  }

  /// Starts to note what every kernel takes on the device, from nothing. Returns whether this
  /// backend can; where calls are done when they return, their callers can time them.
  default boolean startKernelProfile() {
    return false;
  }

  /// What was noted since [#startKernelProfile], as a table for people.
  default List<String> kernelProfile() {
    return List.of();
  }

  /// Gives back all memory and threads. No buffer of this backend may be used afterwards.
  @Override
  void close();
}
