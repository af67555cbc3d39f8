package dev.tenor.kernels.opencl;

import dev.tenor.engine.tck.GoldenConformance;

/// The OpenCL backend against PyTorch's values.
class OpenClGoldenTest extends GoldenConformance {
  OpenClGoldenTest() {
    super(OpenClProvider.NAME);
  }
}
