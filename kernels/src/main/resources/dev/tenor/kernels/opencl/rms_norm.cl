// Root-mean-square norm over the rows of x [rows, cols].

#include "common.clh"

// y = x·rstd·gamma. A work-item takes one row.
kernel void rms_norm(
    ARRAY(y), ARRAY(rstd), ARRAY(x), ARRAY(gamma), const float eps, const int rows,
    const int cols) {
  const int r = get_global_id(0);
  if (r >= rows) {
    return;
  }
  x += x_at + r * cols;
  y += y_at + r * cols;
  float_v squares = 0;
  for (int c = 0; c < cols; c += V) {
    const float_v v = get(x + c, cols - c);
    squares = fma(v, v, squares);
  }
  const float scale = 1 / sqrt(sum_of(squares) / cols + eps);
  for (int c = 0; c < cols; c += V) {
    const float_v g = get(gamma + gamma_at + c, cols - c);
    put(get(x + c, cols - c) * scale * g, y + c, cols - c);
  }
  rstd[rstd_at + r] = scale;
}

// Σ dy·x̂ of the columns within one chunk of rows, into partial [chunk, cols].
kernel void rms_products(
    ARRAY(partial), ARRAY(dy), ARRAY(x), ARRAY(rstd), const int chunks, const int count,
    const int rows, const int cols) {
  ROW_VECTOR(chunks, cols)
  const int from = row * count;
  const int to = min(from + count, rows);
  float_v product = 0;
  for (int run = from; run < to; run += RUN) {
    float_v part = 0;
    for (int r = run; r < min(run + RUN, to); r++) {
      const float_v unit = get(x + x_at + r * cols + c, rest) * rstd[rstd_at + r];
      part = fma(get(dy + dy_at + r * cols + c, rest), unit, part);
    }
    product += part;
  }
  put(product, partial + partial_at + row * cols + c, rest);
}

// dx = rstd·(d − x̂·mean(d·x̂)) with d = dy·gamma. A work-item takes one row.
kernel void rms_norm_gradient(
    ARRAY(dx), ARRAY(dy), ARRAY(x), ARRAY(rstd), ARRAY(gamma), const int rows, const int cols) {
  const int r = get_global_id(0);
  if (r >= rows) {
    return;
  }
  const float scale = rstd[rstd_at + r];
  float_v product = 0;
  for (int c = 0; c < cols; c += V) {
    const int rest = cols - c;
    const float_v d = get(dy + dy_at + r * cols + c, rest) * get(gamma + gamma_at + c, rest);
    product = fma(d, get(x + x_at + r * cols + c, rest) * scale, product);
  }
  const float mean_product = sum_of(product) / cols;
  for (int c = 0; c < cols; c += V) {
    const int rest = cols - c;
    const float_v d = get(dy + dy_at + r * cols + c, rest) * get(gamma + gamma_at + c, rest);
    const float_v unit = get(x + x_at + r * cols + c, rest) * scale;
    put(scale * (d - unit * mean_product), dx + dx_at + r * cols + c, rest);
  }
}
