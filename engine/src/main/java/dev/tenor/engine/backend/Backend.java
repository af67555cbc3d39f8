package dev.tenor.engine.backend;

import java.util.List;

/// Everything that a machine must be able to do for the engine, as a bundle of parts. One instance
/// belongs to one thread at a time; it may use threads of its own inside.
///
/// The same call on the same values gives the same bits, for any number of threads.
public abstract class Backend implements AutoCloseable {
  private final BackendParts<Buffer> parts;

  /// @param parts what computes; every buffer that they are called with is one of their memory
  /// @throws IllegalStateException if a part is missing
  protected Backend(BackendParts<?> parts) {
    parts.complete();
    this.parts = ofAnyBuffer(parts);
  }

  /// Callers have buffers of this backend's memory and need not know their class: the parts' bridge
  /// methods check it.
  @SuppressWarnings("unchecked")
  private static BackendParts<Buffer> ofAnyBuffer(BackendParts<?> parts) {
    return (BackendParts<Buffer>) parts;
  }

  /// The name by which users choose it: `scalar`, `simd`, `opencl`.
  public abstract String name();

  /// What it runs on, for people: lanes, threads, device.
  public abstract String device();

  public final Memory<Buffer> memory() {
    return parts.memory;
  }

  public final Elementwise<Buffer> elementwise() {
    return parts.elementwise;
  }

  public final Reductions<Buffer> reductions() {
    return parts.reductions;
  }

  public final Indexing<Buffer> indexing() {
    return parts.indexing;
  }

  public final Gemm<Buffer> gemm() {
    return parts.gemm;
  }

  public final Linear<Buffer> linear() {
    return parts.linear;
  }

  public final Convolution<Buffer> convolution() {
    return parts.convolution;
  }

  public final Depthwise<Buffer> depthwise() {
    return parts.depthwise;
  }

  public final Pooling<Buffer> pooling() {
    return parts.pooling;
  }

  public final Resampling<Buffer> resampling() {
    return parts.resampling;
  }

  public final BatchNorm<Buffer> batchNorm() {
    return parts.batchNorm;
  }

  public final LayerNorm<Buffer> layerNorm() {
    return parts.layerNorm;
  }

  public final GroupNorm<Buffer> groupNorm() {
    return parts.groupNorm;
  }

  public final RmsNorm<Buffer> rmsNorm() {
    return parts.rmsNorm;
  }

  public final Softmax<Buffer> softmax() {
    return parts.softmax;
  }

  public final Attention<Buffer> attention() {
    return parts.attention;
  }

  public final ConvBlock<Buffer> convBlock() {
    return parts.convBlock;
  }

  public final Recurrence<Buffer> recurrence() {
    return parts.recurrence;
  }

  public final Optimization<Buffer> optimization() {
    return parts.optimization;
  }

  /// Measures the arithmetic peak of what this backend runs on, in operations a second; 0 if it has
  /// no way to tell.
  public double measurePeakFlops() {
    return 0;
  }

  /// Measures the bandwidth of the memory that holds a working set, in bytes a second: the triad a
  /// = b + s·c, two reads and one write, again and again; 0 if this backend has no way to tell.
  ///
  /// @param workingSet bytes of the three arrays, shared out over all threads
  public double measureBandwidth(long workingSet) {
    return 0;
  }

  /// Starts to note what every kernel takes on the device, from nothing. Returns whether this
  /// backend can; where calls are done when they return, their callers can time them.
  public boolean startKernelProfile() {
    return false;
  }

  /// What was noted since [#startKernelProfile], as a table for people.
  public List<String> kernelProfile() {
    return List.of();
  }

  /// Gives back all memory and threads. No buffer of this backend may be used afterwards.
  @Override
  public abstract void close();
}
