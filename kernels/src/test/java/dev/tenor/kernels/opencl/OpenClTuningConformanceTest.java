package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.tck.BackendConformance;
import org.junit.jupiter.api.Nested;

/// The kernels for other devices than the one at hand, on it: they compute the same.
class OpenClTuningConformanceTest {
  abstract static class Tuned extends BackendConformance {
    private final ClTuning tuning;

    Tuned(ClTuning tuning) {
      super(OpenClProvider.NAME);
      this.tuning = tuning;
    }

    @Override
    protected Backend opened() {
      ClContext context = new ClContext(TestDevice.get());
      return new OpenClBackend(context, tuning, ClBinaryCache.defaultFolder());
    }
  }

  @Nested
  class Gpu extends Tuned {
    Gpu() {
      super(ClTuning.local(16));
    }
  }

  @Nested
  class Neon extends Tuned {
    Neon() {
      super(ClTuning.registers(4, 4, 8));
    }
  }
}
