package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.GroupGeometry;
import dev.tenor.engine.backend.GroupNorm;

/// Group norm: `group_norm.cl`.
final class ClGroupNorm implements GroupNorm<ClBuffer> {
  private static final String FAMILY = "group_norm";
  private final ClResources cl;
  private final ClReductions reduce;

  ClGroupNorm(ClResources cl, ClReductions reduce) {
    this.cl = cl;
    this.reduce = reduce;
  }

  @Override
  public void forward(
      ClBuffer y,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer x,
      ClBuffer gamma,
      ClBuffer beta,
      float eps,
      GroupGeometry g) {
    synchronized (cl) {
      ClKernel statistics =
          cl.kernel(FAMILY, "group_statistics").array(mean).array(rstd).array(x).number(eps);
      sizes(statistics, g).launchLong((long) g.batch() * g.groups());
      ClKernel normalize = cl.kernel(FAMILY, "group_normalize").array(y).array(x).array(mean);
      normalize.array(rstd).array(gamma).array(beta);
      overPlaces(normalize, g);
    }
  }

  @Override
  public void backward(
      ClBuffer dx,
      ClBuffer dgamma,
      ClBuffer dbeta,
      ClBuffer dy,
      ClBuffer x,
      ClBuffer mean,
      ClBuffer rstd,
      ClBuffer gamma,
      GroupGeometry g) {
    synchronized (cl) {
      int n = g.batch() * g.channels();
      ClBuffer sums = cl.scratch(ClScratch.Use.PARTIAL, 2L * n);
      ClBuffer plain = sums.slice(0, n);
      ClBuffer products = sums.slice(n, n);
      ClKernel channels = cl.kernel(FAMILY, "group_sums").array(plain).array(products).array(dy);
      sizes(channels.array(x).array(mean).array(rstd), g).launchLong(n);
      int groups = g.batch() * g.groups();
      ClBuffer means = cl.scratch(ClScratch.Use.COLUMNS, 2L * groups);
      ClKernel join = cl.kernel(FAMILY, "group_means").array(means).array(plain).array(products);
      sizes(join.array(gamma), g).launchLong(groups);
      reduce.combine(dbeta, plain, g.batch(), g.channels(), 1, true);
      reduce.combine(dgamma, products, g.batch(), g.channels(), 1, true);
      ClKernel gradient = cl.kernel(FAMILY, "group_gradient").array(dx).array(dy).array(x);
      overPlaces(gradient.array(mean).array(rstd).array(gamma).array(means), g);
    }
  }

  private void overPlaces(ClKernel kernel, GroupGeometry g) {
    sizes(kernel, g).launch((long) g.batch() * g.image());
  }

  private static ClKernel sizes(ClKernel kernel, GroupGeometry g) {
    return kernel
        .number(g.batch())
        .number(g.places())
        .number(g.channels())
        .number(g.groups())
        .number(g.width());
  }
}
