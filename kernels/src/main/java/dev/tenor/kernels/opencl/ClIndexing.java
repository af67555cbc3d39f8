package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.IndexGeometry;
import dev.tenor.engine.backend.Indexing;

/// Elements by number: `index.cl`. Numbers that name nothing come up in [ClFaults].
final class ClIndexing implements Indexing<ClBuffer> {
  private static final String FAMILY = "index";

  private final ClResources cl;

  ClIndexing(ClResources cl) {
    this.cl = cl;
  }

  @Override
  public void select(ClBuffer y, ClBuffer x, ClBuffer ids, IndexGeometry g) {
    synchronized (cl) {
      sizes(cl.kernel(FAMILY, "select_rows").array(y).array(x).array(ids), g)
          .array(cl.faults().noted())
          .launch(cl.rowVectors((long) g.outer() * g.count(), g.inner()));
    }
  }

  @Override
  public void selectBackwardAccumulate(ClBuffer dx, ClBuffer dy, ClBuffer ids, IndexGeometry g) {
    synchronized (cl) {
      long columns = cl.rowVectors(g.outer(), g.inner());
      int ranges = ranges(columns, g);
      sizes(cl.kernel(FAMILY, "add_rows").array(dx).array(dy).array(ids), g)
          .number(ranges)
          .launchLong(ranges * columns);
    }
  }

  @Override
  public void gather(ClBuffer y, ClBuffer x, ClBuffer ids, IndexGeometry g) {
    synchronized (cl) {
      sizes(cl.kernel(FAMILY, "gather").array(y).array(x).array(ids), g)
          .array(cl.faults().noted())
          .launch(g.taken());
    }
  }

  @Override
  public void gatherBackwardAccumulate(ClBuffer dx, ClBuffer dy, ClBuffer ids, IndexGeometry g) {
    synchronized (cl) {
      long columns = (long) g.outer() * g.inner();
      int ranges = ranges(columns, g);
      sizes(cl.kernel(FAMILY, "scatter_add").array(dx).array(dy).array(ids), g)
          .number(ranges)
          .launch(ranges * columns);
    }
  }

  /// Where there are fewer columns than work-items that keep the device busy, the axis is cut into
  /// ranges: a work-item looks through all ids of its column and adds what falls into its range.
  private int ranges(long columns, IndexGeometry g) {
    int most = Math.max(1, Math.min(g.axis(), g.count()));
    return Math.clamp(cl.busy() / Math.max(1, columns), 1, most);
  }

  private static ClKernel sizes(ClKernel kernel, IndexGeometry g) {
    return kernel.number(g.outer()).number(g.axis()).number(g.count()).number(g.inner());
  }
}
