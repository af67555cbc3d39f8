package dev.tenor.kernels.opencl;

/// What the parts of a backend share: the device in use, its programs, its scratch memory and the
/// way to the host. Closing it gives all of them back.
final class ClResources implements AutoCloseable {
  /// Sums this long or shorter are not cut into chunks.
  static final int SHORTEST_SUM = 64;

  /// As many partial sums one work-item adds up.
  static final int MOST_CHUNKS = 64;

  /// As many work-items a compute unit of a GPU has in flight, to hide how long memory takes.
  private static final int GPU_ITEMS = 512;

  private final ClContext context;
  private final ClPrograms programs;
  private final ClScratch scratch;
  private final ClStaging staging;
  private final ClFaults faults;
  private final ClTuning tuning;
  private final String macros;

  ClResources(ClContext context, ClBinaryCache cache, ClTuning tuning) {
    this.context = context;
    this.tuning = tuning;
    programs = new ClPrograms(context, cache);
    scratch = new ClScratch(context);
    staging = new ClStaging(context);
    faults = new ClFaults(context, staging);
    macros = tuning.macros();
  }

  ClContext context() {
    return context;
  }

  ClStaging staging() {
    return staging;
  }

  ClFaults faults() {
    return faults;
  }

  ClTuning tuning() {
    return tuning;
  }

  ClKernel kernel(String family, String name) {
    return programs.kernel(family, name, macros);
  }

  /// Starts a kernel whose work-items compute tiles `width` wide of `batch` products m × n.
  void launchTiles(ClKernel kernel, int m, int n, int width, int batch) {
    kernel.launch(Math.ceilDiv(m, tuning.tileRows()), Math.ceilDiv(n, width), batch, 1, 1);
  }

  /// The same for a kernel whose work-groups compute the tiles; columns are dimension 0.
  void launchLocalTiles(ClKernel kernel, int m, int n, int width, int batch) {
    int group = tuning.group();
    long columns = (long) Math.ceilDiv(n, width) * group;
    long rows = (long) Math.ceilDiv(m, tuning.tileRows()) * group;
    kernel.launch(columns, rows, batch, group, group);
  }

  /// How many of `rows` summands one work-item adds. It follows from the size and the device, so
  /// that the order of a sum does: a CPU gets about 64 long sums, a GPU as many short ones as there
  /// are.
  int chunk(int rows) {
    boolean few = context.device().isCpu() && !tuning.isLocal();
    return few ? Math.max(SHORTEST_SUM, Math.ceilDiv(rows, MOST_CHUNKS)) : SHORTEST_SUM;
  }

  /// About how many work-items keep all of the device busy.
  long busy() {
    return (long) context.device().units() * (context.device().isCpu() ? 2 : GPU_ITEMS);
  }

  /// A kernel that computes tiles `width` floats wide.
  ClKernel tileKernel(String family, String name, int width) {
    return programs.kernel(family, name, tuning.macros(width));
  }

  ClBuffer scratch(ClScratch.Use use, long floats) {
    return scratch.take(use, floats);
  }

  /// How many vectors of `lanes` floats hold n.
  int vectors(int n) {
    return Math.ceilDiv(n, tuning.lanes());
  }

  /// How many work-items a kernel needs that gives each of them a vector of one of `rows` rows.
  long rowVectors(long rows, int cols) {
    return rows * vectors(cols);
  }

  @Override
  public void close() {
    staging.close();
    programs.close();
    context.close();
  }
}
