package dev.tenor.kernels.opencl;

/// What a device can do at most: multiply-adds on registers, and the triad a = b + s·c over a
/// working set (J. D. McCalpin, STREAM, 1995). The best of a few rounds counts, starting and
/// waiting included.
final class ClPeak {
  private static final String FAMILY = "peak";
  private static final int ACCUMULATORS = 10;
  private static final int ARRAYS = 3;
  private static final int ROUNDS = 4;

  /// How long a round should last: many times what starting a kernel takes.
  private static final double LEAST_SECONDS = 0.01;

  private static final int MOST_TIMES = 1 << 24;

  private final ClResources cl;
  private final boolean isCpu;
  private final int items;

  ClPeak(ClResources cl) {
    this.cl = cl;
    isCpu = cl.context().device().isCpu();
    items = Math.toIntExact(cl.busy());
  }

  /// A kernel, started with so many repetitions.
  @FunctionalInterface
  private interface Start {
    void with(int times);
  }

  /// In operations a second.
  double flops() {
    ClBuffer out = cl.context().buffer(items);
    try {
      double seconds =
          perRepetition(times -> {
            launch(cl.kernel(FAMILY, "peak_fma").array(out).number(times));
          });
      return 2.0 * ACCUMULATORS * cl.tuning().lanes() * items / seconds;
    } finally {
      cl.context().release(out.memory());
    }
  }

  /// In bytes a second.
  ///
  /// @param workingSet bytes of the three arrays
  double bandwidth(long workingSet) {
    int lanes = cl.tuning().lanes();
    int n = Math.toIntExact(Math.max(1, workingSet / (ARRAYS * ClBuffer.FLOAT * lanes)));
    ClBuffer all = cl.context().buffer(ARRAYS * n * lanes);
    try {
      double seconds =
          perRepetition(times -> {
            ClKernel triad = cl.kernel(FAMILY, "peak_triad");
            for (int i = 0; i < ARRAYS; i++) {
              triad.array(all.slice(i * n * lanes, n * lanes));
            }
            launch(triad.number(n).number(times).number(isCpu ? 1 : 0).number(3f));
          });
      return (double) ARRAYS * ClBuffer.FLOAT * lanes * n / seconds;
    } finally {
      cl.context().release(all.memory());
    }
  }

  /// Exactly as many work-items as keep the device busy: each has its share.
  private void launch(ClKernel kernel) {
    int group = isCpu ? 1 : Math.min(64, kernel.maxLocal());
    kernel.launch(items, 1, 1, group, 1);
  }

  /// The least seconds of a repetition.
  private double perRepetition(Start kernel) {
    int times = 1;
    double least = least(kernel, times); // builds it first
    while (least < LEAST_SECONDS && times < MOST_TIMES) {
      times *= 2;
      least = least(kernel, times);
    }
    return least / times;
  }

  /// The least seconds of a few rounds: single ones meet other programs.
  private double least(Start kernel, int times) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      cl.context().finish();
      long start = System.nanoTime();
      kernel.with(times);
      cl.context().finish();
      least = Math.min(least, System.nanoTime() - start);
    }
    return least / 1e9;
  }
}
