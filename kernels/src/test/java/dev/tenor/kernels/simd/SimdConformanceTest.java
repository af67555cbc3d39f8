package dev.tenor.kernels.simd;

import dev.tenor.engine.tck.BackendConformance;

/// The SIMD backend against the scalar reference.
class SimdConformanceTest extends BackendConformance {
  SimdConformanceTest() {
    super("simd");
  }
}
