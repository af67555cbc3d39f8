package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.IndexGeometry;
import dev.tenor.engine.backend.Indexing;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.engine.backend.host.HostIds;

/// Elements by number.
public final class ScalarIndexing implements Indexing<HostBuffer> {
  @Override
  public void select(HostBuffer y, HostBuffer x, HostBuffer ids, IndexGeometry g) {
    for (int o = 0; o < g.outer(); o++) {
      for (int j = 0; j < g.count(); j++) {
        int from = (o * g.axis() + HostIds.at(ids, j, g.axis())) * g.inner();
        int to = (o * g.count() + j) * g.inner();
        for (int i = 0; i < g.inner(); i++) {
          y.set(to + i, x.get(from + i));
        }
      }
    }
  }

  @Override
  public void selectBackwardAccumulate(
      HostBuffer dx, HostBuffer dy, HostBuffer ids, IndexGeometry g) {
    for (int o = 0; o < g.outer(); o++) {
      for (int j = 0; j < g.count(); j++) {
        int to = (o * g.axis() + HostIds.at(ids, j, g.axis())) * g.inner();
        int from = (o * g.count() + j) * g.inner();
        for (int i = 0; i < g.inner(); i++) {
          dx.add(to + i, dy.get(from + i));
        }
      }
    }
  }

  @Override
  public void gather(HostBuffer y, HostBuffer x, HostBuffer ids, IndexGeometry g) {
    for (int at = 0; at < g.taken(); at++) {
      y.set(at, x.get(source(ids, at, g)));
    }
  }

  @Override
  public void gatherBackwardAccumulate(
      HostBuffer dx, HostBuffer dy, HostBuffer ids, IndexGeometry g) {
    for (int at = 0; at < g.taken(); at++) {
      dx.add(source(ids, at, g), dy.get(at));
    }
  }

  /// Where element `at` = (o, j, i) comes from: (o, ids[o,j,i], i).
  private static int source(HostBuffer ids, int at, IndexGeometry g) {
    int outer = at / (g.count() * g.inner());
    return (outer * g.axis() + HostIds.at(ids, at, g.axis())) * g.inner() + at % g.inner();
  }
}
