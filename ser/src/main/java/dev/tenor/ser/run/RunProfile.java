package dev.tenor.ser.run;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;

/// The time profile of a run: by kernel if the backend measures kernels, else by op.
final class RunProfile {
  private final Backend backend;
  private final boolean byKernel;
  private final OpProfile ops;

  /// @param wanted whether to measure anything
  RunProfile(Backend backend, boolean wanted) {
    this.backend = backend;
    byKernel = wanted && backend.startKernelProfile();
    ops = wanted && !byKernel ? new OpProfile() : null;
  }

  /// For the trainer; null if ops are not measured.
  OpProfile ops() {
    return ops;
  }

  /// Starts measuring anew.
  void reset() {
    if (ops != null) {
      ops.reset();
    } else if (byKernel) {
      backend.startKernelProfile();
    }
  }

  /// Reports the profile to the listener, if there is one.
  void tell(TrainListener listener) {
    if (byKernel) {
      listener.on(new TrainEvent.Profile(backend.kernelProfile()));
    } else if (ops != null) {
      listener.on(new TrainEvent.Profile(ProfileTable.lines(ops, backend.measurePeakFlops())));
    }
  }
}
