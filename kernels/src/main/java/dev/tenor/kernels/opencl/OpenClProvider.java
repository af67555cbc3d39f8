package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.Availability;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Offers [OpenClBackend] where there is an OpenCL device: `opencl`, or `opencl:platform.device`.
public final class OpenClProvider implements BackendProvider {
  static final String NAME = "opencl";

  @Override
  public String name() {
    return NAME;
  }

  /// A GPU is the first choice of `auto`; without one the other backends are faster.
  @Override
  public int priority() {
    return ClRuntime.get().hasGpu() ? 20 : -10;
  }

  @Override
  public Availability probe(BackendOptions options) {
    ClRuntime runtime = ClRuntime.get();
    return runtime.problem() != null
        ? runtime.problem()
        : new Availability.Available(runtime.choose(options.device()).describe());
  }

  @Override
  public List<Device> devices() {
    return ClRuntime.get().devices().stream()
        .map(d -> new Device(d.selector(), d.describe()))
        .toList();
  }

  @Override
  public Optional<Path> tune(BackendOptions options, Consumer<String> progress) throws IOException {
    requireAvailable(options);
    ClDevice device = ClRuntime.get().choose(options.device());
    Path folder = ClBinaryCache.defaultFolder();
    ClTuning best = new ClTuner(device, folder).tune(progress);
    return Optional.of(new ClTunings(folder).store(device, best));
  }

  @Override
  public Backend open(BackendOptions options) {
    requireAvailable(options);
    return new OpenClBackend(ClRuntime.get().choose(options.device()), options.threads());
  }
}
