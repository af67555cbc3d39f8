package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.GroupGeometry;
import dev.tenor.engine.backend.GroupNorm;
import dev.tenor.engine.backend.host.HostBuffer;

/// Group norm.
public final class ScalarGroupNorm implements GroupNorm<HostBuffer> {
  /// What to do with one value, of channel `channel`, at `at`.
  @FunctionalInterface
  private interface Value {
    void visit(int at, int channel);
  }

  /// Visits the values of group `i % groups` of image `i / groups`.
  private static void forEach(GroupGeometry g, int i, Value body) {
    int first = i % g.groups() * g.width();
    for (int place = 0; place < g.places(); place++) {
      int at = i / g.groups() * g.image() + place * g.channels();
      for (int c = first; c < first + g.width(); c++) {
        body.visit(at + c, c);
      }
    }
  }

  @Override
  public void forward(
      HostBuffer y,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer x,
      HostBuffer gamma,
      HostBuffer beta,
      float eps,
      GroupGeometry g) {
    for (int i = 0; i < g.batch() * g.groups(); i++) {
      double[] sums = new double[2];
      forEach(g, i, (at, c) -> sums[0] += x.get(at));
      double center = sums[0] / g.count();
      forEach(g, i, (at, c) -> sums[1] += (x.get(at) - center) * (x.get(at) - center));
      double scale = 1 / Math.sqrt(sums[1] / g.count() + eps);
      mean.set(i, center);
      rstd.set(i, scale);
      forEach(
          g, i, (at, c) -> y.set(at, (x.get(at) - center) * scale * gamma.get(c) + beta.get(c)));
    }
  }

  @Override
  public void backward(
      HostBuffer dx,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer dy,
      HostBuffer x,
      HostBuffer mean,
      HostBuffer rstd,
      HostBuffer gamma,
      GroupGeometry g) {
    double[] gammaSums = new double[g.channels()];
    double[] betaSums = new double[g.channels()];
    for (int i = 0; i < g.batch() * g.groups(); i++) {
      double center = mean.get(i);
      double scale = rstd.get(i);
      double[] sums = new double[2];
      forEach(
          g,
          i,
          (at, c) -> {
            double unit = (x.get(at) - center) * scale;
            gammaSums[c] += dy.get(at) * unit;
            betaSums[c] += dy.get(at);
            sums[0] += (double) dy.get(at) * gamma.get(c);
            sums[1] += dy.get(at) * gamma.get(c) * unit;
          });
      forEach(
          g,
          i,
          (at, c) -> {
            double unit = (x.get(at) - center) * scale;
            double centred = (double) dy.get(at) * gamma.get(c) - sums[0] / g.count();
            dx.set(at, scale * (centred - unit * sums[1] / g.count()));
          });
    }
    for (int c = 0; c < g.channels(); c++) {
      dgamma.add(c, gammaSums[c]);
      dbeta.add(c, betaSums[c]);
    }
  }
}
