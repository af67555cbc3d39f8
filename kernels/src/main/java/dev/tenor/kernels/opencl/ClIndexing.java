package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.IndexGeometry;
import dev.tenor.engine.backend.Indexing;

/// Elements by number: `index.cl`.
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
          .launch(cl.rowVectors((long) g.outer() * g.count(), g.inner()));
    }
  }

  /// First every place of `ids` is linked with the next of the same number; then the first place of
  /// a number adds up the rows along its links: no two work-items write to one row.
  @Override
  public void selectBackwardAccumulate(ClBuffer dx, ClBuffer dy, ClBuffer ids, IndexGeometry g) {
    synchronized (cl) {
      ClBuffer next = cl.scratch(ClScratch.Use.COLUMNS, g.count());
      cl.kernel(FAMILY, "link_equal").array(next).array(ids).number(g.count()).launch(g.count());
      sizes(cl.kernel(FAMILY, "add_rows").array(dx).array(dy).array(ids).array(next), g)
          .launch(cl.rowVectors((long) g.outer() * g.count(), g.inner()));
    }
  }

  @Override
  public void gather(ClBuffer y, ClBuffer x, ClBuffer ids, IndexGeometry g) {
    synchronized (cl) {
      sizes(cl.kernel(FAMILY, "gather").array(y).array(x).array(ids), g).launch(g.taken());
    }
  }

  @Override
  public void gatherBackwardAccumulate(ClBuffer dx, ClBuffer dy, ClBuffer ids, IndexGeometry g) {
    synchronized (cl) {
      sizes(cl.kernel(FAMILY, "scatter_add").array(dx).array(dy).array(ids), g)
          .launch((long) g.outer() * g.inner());
    }
  }

  private static ClKernel sizes(ClKernel kernel, IndexGeometry g) {
    return kernel.number(g.outer()).number(g.axis()).number(g.count()).number(g.inner());
  }
}
