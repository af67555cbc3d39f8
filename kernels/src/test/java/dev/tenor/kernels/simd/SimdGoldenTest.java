package dev.tenor.kernels.simd;

import dev.tenor.engine.tck.GoldenConformance;

/// The SIMD backend against PyTorch's values.
class SimdGoldenTest extends GoldenConformance {
  SimdGoldenTest() {
    super("simd");
  }
}
