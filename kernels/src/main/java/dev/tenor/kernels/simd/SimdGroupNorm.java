package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.GroupGeometry;
import dev.tenor.engine.backend.GroupNorm;
import dev.tenor.engine.backend.host.HostBuffer;
import dev.tenor.kernels.simd.Scratch.Use;
import java.util.Arrays;

/// Group norm over the columns of each image [places, C], with the kernels of batch norm: moments
/// and sums are taken by channel in chunks of some places, and joined to those of groups in order,
/// in double precision (Chan, Golub and LeVeque 1979).
final class SimdGroupNorm implements GroupNorm<HostBuffer> {
  private static final int CHUNK_FLOATS = 1 << 13;

  private final WorkerPool pool;

  SimdGroupNorm(WorkerPool pool) {
    this.pool = pool;
  }

  /// Some places of one image.
  private record Chunks(GroupGeometry g, int rows, int perImage) {
    static Chunks of(GroupGeometry g) {
      int rows = Math.max(1, CHUNK_FLOATS / g.channels());
      return new Chunks(g, rows, Math.ceilDiv(g.places(), rows));
    }

    int count() {
      return g.batch() * perImage;
    }

    int image(int chunk) {
      return chunk / perImage;
    }

    /// How many places chunk `chunk` has.
    int places(int chunk) {
      return Math.min(rows, g.places() - chunk % perImage * rows);
    }

    /// Where its first value lies.
    int at(int chunk) {
      return image(chunk) * g.image() + chunk % perImage * rows * g.channels();
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
    Chunks chunks = Chunks.of(g);
    int cols = g.channels();
    long work = (long) g.batch() * g.image();
    float[] partial = pool.shared().floats(Use.PARTIAL, 2L * chunks.count() * cols);
    pool.run(
        chunks.count(),
        work,
        (chunk, mine) ->
            NormColumnKernels.moments(
                partial,
                2 * chunk * cols,
                x.array(),
                x.offset() + chunks.at(chunk),
                chunks.places(chunk),
                cols));
    for (int i = 0; i < g.batch() * g.groups(); i++) {
      join(partial, chunks, i, mean, rstd, eps);
    }
    pool.run(
        chunks.count(),
        work,
        (chunk, mine) -> {
          float[] centers = centers(mine, mean, chunks.image(chunk), g);
          float[] scales = mine.floats(Use.ROWS, cols);
          for (int c = 0; c < cols; c++) {
            int group = chunks.image(chunk) * g.groups() + c / g.width();
            scales[c] = rstd.array()[rstd.offset() + group] * gamma.array()[gamma.offset() + c];
          }
          NormColumnKernels.normalize(
              y.array(),
              y.offset() + chunks.at(chunk),
              x.array(),
              x.offset() + chunks.at(chunk),
              centers,
              0,
              scales,
              beta.array(),
              beta.offset(),
              chunks.places(chunk),
              cols);
        });
  }

  /// The statistics of group i of all images' groups from the moments of its channels in chunks.
  private static void join(
      float[] partial, Chunks chunks, int i, HostBuffer mean, HostBuffer rstd, float eps) {
    GroupGeometry g = chunks.g();
    int cols = g.channels();
    int first = i % g.groups() * g.width();
    double center = 0;
    double squares = 0;
    double seen = 0;
    for (int chunk = 0; chunk < chunks.perImage(); chunk++) {
      int all = i / g.groups() * chunks.perImage() + chunk;
      int more = chunks.places(all);
      for (int c = first; c < first + g.width(); c++) {
        double delta = partial[2 * all * cols + c] - center;
        squares += partial[(2 * all + 1) * cols + c] + delta * delta * seen * more / (seen + more);
        center += delta * more / (seen + more);
        seen += more;
      }
    }
    mean.array()[mean.offset() + i] = (float) center;
    rstd.array()[rstd.offset() + i] = (float) (1 / Math.sqrt(squares / seen + eps));
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
    Chunks chunks = Chunks.of(g);
    int cols = g.channels();
    long work = 2L * g.batch() * g.image();
    float[] partial = pool.shared().floats(Use.PARTIAL, 2L * chunks.count() * cols);
    pool.run(
        chunks.count(),
        work,
        (chunk, mine) ->
            NormColumnKernels.gradientSums(
                partial,
                2 * chunk * cols,
                dy.array(),
                dy.offset() + chunks.at(chunk),
                x.array(),
                x.offset() + chunks.at(chunk),
                centers(mine, mean, chunks.image(chunk), g),
                0,
                chunks.places(chunk),
                cols));
    float[] means = means(partial, chunks, dgamma, dbeta, rstd, gamma);
    pool.run(
        chunks.count(),
        work,
        (chunk, mine) -> {
          float[] factors = mine.floats(Use.ROWS, 3L * cols);
          for (int c = 0; c < cols; c++) {
            int group = chunks.image(chunk) * g.groups() + c / g.width();
            float scale = rstd.array()[rstd.offset() + group];
            factors[c] = scale * gamma.array()[gamma.offset() + c];
            factors[cols + c] = scale * means[2 * group];
            factors[2 * cols + c] = scale * scale * means[2 * group + 1];
          }
          NormColumnKernels.groupGradient(
              dx.array(),
              dx.offset() + chunks.at(chunk),
              dy.array(),
              dy.offset() + chunks.at(chunk),
              x.array(),
              x.offset() + chunks.at(chunk),
              centers(mine, mean, chunks.image(chunk), g),
              factors,
              chunks.places(chunk),
              cols);
        });
  }

  /// The means of an image's groups, by channel.
  private static float[] centers(Scratch mine, HostBuffer mean, int image, GroupGeometry g) {
    float[] centers = mine.floats(Use.STATE, g.channels());
    for (int c = 0; c < g.channels(); c++) {
      centers[c] = mean.array()[mean.offset() + image * g.groups() + c / g.width()];
    }
    return centers;
  }

  /// Adds Σ dy·x̂ and Σ dy to dgamma and dbeta, and returns the means of d and of d·x̂ of each
  /// group, with d = dy·gamma.
  private float[] means(
      float[] partial,
      Chunks chunks,
      HostBuffer dgamma,
      HostBuffer dbeta,
      HostBuffer rstd,
      HostBuffer gamma) {
    GroupGeometry g = chunks.g();
    int cols = g.channels();
    float[] means = pool.shared().floats(Use.STATE, 2L * g.batch() * g.groups());
    double[] groups = pool.shared().doubles(2 * g.batch() * g.groups());
    Arrays.fill(groups, 0, 2 * g.batch() * g.groups(), 0);
    for (int c = 0; c < cols; c++) {
      double sum = 0;
      double product = 0;
      for (int chunk = 0; chunk < chunks.count(); chunk++) {
        int group = chunks.image(chunk) * g.groups() + c / g.width();
        double own = partial[2 * chunk * cols + c];
        double unit =
            (double) partial[(2 * chunk + 1) * cols + c] * rstd.array()[rstd.offset() + group];
        sum += own;
        product += unit;
        groups[2 * group] += own * gamma.array()[gamma.offset() + c];
        groups[2 * group + 1] += unit * gamma.array()[gamma.offset() + c];
      }
      dbeta.array()[dbeta.offset() + c] += (float) sum;
      dgamma.array()[dgamma.offset() + c] += (float) product;
    }
    for (int i = 0; i < 2 * g.batch() * g.groups(); i++) {
      means[i] = (float) (groups[i] / g.count());
    }
    return means;
  }
}
