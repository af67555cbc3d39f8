package dev.tenor.kernels.opencl;

import dev.tenor.engine.tck.BackendConformance;

/// The OpenCL backend against the scalar reference.
class OpenClConformanceTest extends BackendConformance {
  OpenClConformanceTest() {
    super(OpenClProvider.NAME);
  }
}
