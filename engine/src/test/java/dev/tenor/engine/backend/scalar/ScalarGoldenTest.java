package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.tck.GoldenConformance;

/// The scalar backend against PyTorch's values.
class ScalarGoldenTest extends GoldenConformance {
  ScalarGoldenTest() {
    super(ScalarBackend.NAME);
  }
}
