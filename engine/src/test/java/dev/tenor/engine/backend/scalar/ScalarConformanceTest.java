package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.tck.BackendConformance;

class ScalarConformanceTest extends BackendConformance {
  ScalarConformanceTest() {
    super(ScalarBackend.NAME);
  }
}
