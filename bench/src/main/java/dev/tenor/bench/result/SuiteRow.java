package dev.tenor.bench.result;

import java.util.List;
import java.util.Map;

/// One measurement: an operation of some shape on one engine.
///
/// @param family of operations: `gemm`, `convolution`, `attention`, `network` …
/// @param name of the operation within its family: `forward`, `softmax` …
/// @param shape what makes its size, in order, such as `m=240`, `n=240`, `k=240` or `batch=32`
/// @param engine that ran it: a backend of Tenor (`simd`, `opencl`, `opencl:1`, `scalar`) or a peer
///   (`libtorch`, `onnxruntime`, `openblas` …)
/// @param bits width of vectors, 0 where there is no choice
/// @param kind `compute`, or `transfer` for copies between host and device
/// @param error normalised mean squared error of its result against the reference, before timing
/// @param flop floating-point operations that the mathematics needs (a multiply-add counts twice);
///   0 where none are counted
/// @param bytes inputs and outputs, each counted once
/// @param allocated bytes of Java objects per operation; −1 where it is not measured
/// @param ceiling 10⁹ per second of the ceiling that binds it at its arithmetic intensity: in flop
///   if [#bound] is `fma`, in bytes if it is a level of memory; 0 where none is known
/// @param bound `fma`, `L1`, `L2`, `L3`, `memory`, `transfer`, or empty
/// @param against by turns with this row: ratios of others' times to this one's
/// @param marks why the row is not to be trusted: `spread`, `drift`, `not still`; empty if it is
public record SuiteRow(
    String family,
    String name,
    Map<String, String> shape,
    String engine,
    int bits,
    int threads,
    String kind,
    double error,
    Timing timing,
    double flop,
    double bytes,
    double allocated,
    double ceiling,
    String bound,
    List<Against> against,
    List<String> marks) {
  /// Times of an operation in nanoseconds, over all samples of all forks.
  ///
  /// @param q1 lower quartile; [#q3] the upper one
  /// @param forks JVMs
  /// @param samples measured, of all forks
  /// @param warmUpSeconds until times stood still, of the slowest fork
  public record Timing(
      double median, double q1, double q3, int forks, int samples, double warmUpSeconds) {}

  /// A paired comparison, measured by turns.
  ///
  /// @param engine of the other row with the same operation, shape and number of threads
  /// @param ratio median of the other's time over this one's in the same turn: above 1 this row is
  ///   faster
  /// @param low lower end of the 95 % confidence interval of the ratio (bootstrap over turns);
  ///   `high` the upper one
  public record Against(String engine, double ratio, double low, double high) {}

  /// 10⁹ floating-point operations per second.
  public double gflops() {
    return flop / timing.median;
  }

  /// 10⁹ bytes per second.
  public double gigabytes() {
    return bytes / timing.median;
  }

  /// Floating-point operations per byte.
  public double intensity() {
    return bytes == 0 ? 0 : flop / bytes;
  }

  /// Share of the ceiling that binds it, 1 = all; 0 where none is known.
  public double share() {
    if (ceiling == 0) {
      return 0;
    }
    return (bound.equals("fma") ? gflops() : gigabytes()) / ceiling;
  }

  /// What stays the same from one run to the next: rows with equal keys are compared.
  public String key() {
    return String.join(
        " ", family, name, shape.toString(), engine, bits + " bits", threads + " threads");
  }
}
