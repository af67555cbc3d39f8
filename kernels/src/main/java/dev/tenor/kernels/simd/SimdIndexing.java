package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.IndexGeometry;
import dev.tenor.engine.backend.Indexing;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.backend.host.HostIds;

/// Elements by number. Rows are copied and added in chunks; a chunk that adds owns a range of the
/// rows of dx and looks through all ids for those, so that each row gets its summands in one order.
final class SimdIndexing implements Indexing<HostBuffer> {
  private static final int CHUNK = 1 << 14;

  /// Into so many ranges the rows that are added to are cut.
  private static final int RANGES = 16;

  private final WorkerPool pool;

  SimdIndexing(WorkerPool pool) {
    this.pool = pool;
  }

  @Override
  public void select(HostBuffer y, HostBuffer x, HostBuffer ids, IndexGeometry g) {
    int rows = g.outer() * g.count();
    int each = Math.max(1, CHUNK / Math.max(1, g.inner()));
    pool.run(
        Math.ceilDiv(rows, each),
        g.taken(),
        (chunk, mine) -> {
          int inner = g.inner();
          int end = Math.min(rows, (chunk + 1) * each);
          for (int row = chunk * each; row < end; row++) {
            int id = HostIds.at(ids, row % g.count(), g.axis());
            int from = (row / g.count() * g.axis() + id) * inner;
            System.arraycopy(
                x.array(), x.offset() + from, y.array(), y.offset() + row * inner, inner);
          }
        });
  }

  @Override
  public void selectBackwardAccumulate(
      HostBuffer dx, HostBuffer dy, HostBuffer ids, IndexGeometry g) {
    int ranges = Math.min(RANGES, g.axis());
    int length = Math.ceilDiv(g.axis(), Math.max(1, ranges));
    pool.run(
        g.outer() * ranges,
        g.taken(),
        (chunk, mine) -> {
          int outer = chunk / ranges;
          int first = chunk % ranges * length;
          for (int j = 0; j < g.count(); j++) {
            int id = HostIds.at(ids, j, g.axis());
            if (id >= first && id < first + length) {
              int to = dx.offset() + (outer * g.axis() + id) * g.inner();
              int from = dy.offset() + (outer * g.count() + j) * g.inner();
              SumKernels.add(dx.array(), to, dx.array(), to, dy.array(), from, g.inner());
            }
          }
        });
  }

  @Override
  public void gather(HostBuffer y, HostBuffer x, HostBuffer ids, IndexGeometry g) {
    pool.run(
        g.outer(),
        g.taken(),
        (o, mine) -> {
          int run = g.count() * g.inner();
          for (int at = o * run; at < (o + 1) * run; at++) {
            y.set(at, x.get(source(ids, at, o, g)));
          }
        });
  }

  @Override
  public void gatherBackwardAccumulate(
      HostBuffer dx, HostBuffer dy, HostBuffer ids, IndexGeometry g) {
    pool.run(
        g.outer(),
        g.taken(),
        (o, mine) -> {
          int run = g.count() * g.inner();
          for (int at = o * run; at < (o + 1) * run; at++) {
            dx.set(source(ids, at, o, g), dx.get(source(ids, at, o, g)) + dy.get(at));
          }
        });
  }

  private static int source(HostBuffer ids, int at, int outer, IndexGeometry g) {
    return (outer * g.axis() + HostIds.at(ids, at, g.axis())) * g.inner() + at % g.inner();
  }
}
