package dev.tenor.ser.run;

import dev.tenor.engine.autograd.OpProfile;
import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.train.TrainEvent;
import dev.tenor.ser.train.TrainListener;

/// Where the time of a run goes: by kernel where the backend can tell, else by op.
final class RunProfile {
  private final Backend backend;
  private final boolean byKernel;
  private final OpProfile ops;

  /// @param wanted whether to count anything
  RunProfile(Backend backend, boolean wanted) {
    this.backend = backend;
    byKernel = wanted && backend.startKernelProfile();
    ops = wanted && !byKernel ? new OpProfile() : null;
  }

  /// For the trainer; null if ops are not counted.
  OpProfile ops() {
    return ops;
  }

  /// Counts from now on.
  void reset() {
    if (ops != null) {
      ops.reset();
    } else if (byKernel) {
      backend.startKernelProfile();
    }
  }

  /// Tells what was counted, if anything was.
  void tell(TrainListener listener) {
    if (byKernel) {
      listener.on(new TrainEvent.Profile(backend.kernelProfile()));
    } else if (ops != null) {
      listener.on(new TrainEvent.Profile(ProfileTable.lines(ops, backend.measurePeakFlops())));
    }
  }
}
