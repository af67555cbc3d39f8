package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import java.util.LinkedHashMap;
import java.util.Map;

/// An operation of some shape: how it is made ready on a backend, what work it is, and how far its
/// result may lie from the reference's. [ScaleCase] is a short example.
public interface Case {
  /// The kind of `Case` that copies between host and device.
  String TRANSFER = "transfer";

  /// The kind of all others.
  String COMPUTE = "compute";

  /// Of operations that belong together: `gemm`, `convolution` …; users choose by it.
  String family();

  /// Of the operation within its family.
  String name();

  /// What makes its size, in order; see [#shape(Object...)].
  Map<String, String> shape();

  /// Floating-point operations that the mathematics needs, a multiply-add being two; 0 where none
  /// are counted.
  double flop();

  /// Inputs and outputs, each counted once.
  double bytes();

  /// The greatest normalised mean squared error of a result (see [Work#results]) against the scalar
  /// backend's.
  default double bound(String result) {
    return 1e-9;
  }

  default String kind() {
    return COMPUTE;
  }

  /// Whether an engine runs it; its name is that of a backend, without a device.
  default boolean runsOn(String engine) {
    return true;
  }

  /// Whether it makes Java objects by design, as networks do; kernels make next to none.
  default boolean allocates() {
    return false;
  }

  /// How long its warm-up may last, in seconds, until times stand still.
  default double mostWarmUp() {
    return 3;
  }

  /// Whether it runs on one core in plain Java, on no backend: on the engine `simd`, once.
  default boolean isPlain() {
    return false;
  }

  /// Allocates and fills the operands: the same values on every backend.
  Work prepare(Backend backend);

  /// What its results are compared with: the same on the scalar backend, or something smaller or
  /// more naive with equal results.
  default Work reference(Backend scalar) {
    return prepare(scalar);
  }

  /// What names it among all: rows have the same in their keys.
  default String key() {
    return String.join(" ", family(), name(), shape().toString());
  }

  /// A shape from names and numbers in turn.
  static Map<String, String> shape(Object... pairs) {
    Map<String, String> shape = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      shape.put(pairs[i].toString(), pairs[i + 1].toString());
    }
    return shape;
  }
}
