package dev.tenor.kernels.opencl;

/// What the op families share: the device in use, its programs and its scratch memory.
final class ClResources implements AutoCloseable {
  private final ClContext context;
  private final ClPrograms programs;
  private final ClScratch scratch;
  private final ClTuning tuning;
  private final String macros;

  ClResources(ClContext context, ClBinaryCache cache, ClTuning tuning) {
    this.context = context;
    this.tuning = tuning;
    programs = new ClPrograms(context, cache);
    scratch = new ClScratch(context);
    macros = tuning.macros();
  }

  ClContext context() {
    return context;
  }

  ClTuning tuning() {
    return tuning;
  }

  ClKernel kernel(String family, String name) {
    return programs.kernel(family, name, macros);
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
    programs.close();
  }
}
