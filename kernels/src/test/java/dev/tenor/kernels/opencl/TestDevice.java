package dev.tenor.kernels.opencl;

import dev.tenor.engine.tck.ExpectedBackends;
import java.nio.file.Path;

/// The device that the tests of this package run on.
final class TestDevice {
  private TestDevice() {}

  /// The first choice of `opencl`; without one the test skips, or fails where one is expected.
  static ClDevice get() {
    ExpectedBackends.assumeHere(OpenClProvider.NAME);
    return ClRuntime.get().choose("");
  }

  /// A backend of its own that keeps its programs in `folder`.
  static OpenClBackend backend(Path folder) {
    ClDevice device = get();
    return new OpenClBackend(new ClContext(device), ClTuning.of(device), folder);
  }
}
