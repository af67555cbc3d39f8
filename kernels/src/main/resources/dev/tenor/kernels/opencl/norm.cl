// Batch norm over the columns and layer norm over the rows of x [rows, cols].
//
// Column sums go in two kernels: a work-item adds one chunk of rows of V columns, a second kernel
// combines the chunks in their order.

#include "common.clh"

// Mean and Σ(x − mean)² of the columns within one chunk of `count` rows, into partial [chunk, 2,
// cols].
kernel void column_moments(
    ARRAY(partial), ARRAY(x), const int chunks, const int count, const int rows, const int cols) {
  ROW_VECTOR(chunks, cols)
  LOCATE(x);
  const int from = row * count;
  const int to = min(from + count, rows);
  float_v sum = 0;
  for (int run = from; run < to; run += RUN) {
    float_v part = 0;
    for (int r = run; r < min(run + RUN, to); r++) {
      part += get(x + r * cols + c, rest);
    }
    sum += part;
  }
  const float_v mean = sum / (to - from);
  float_v squares = 0;
  for (int run = from; run < to; run += RUN) {
    float_v part = 0;
    for (int r = run; r < min(run + RUN, to); r++) {
      const float_v centred = get(x + r * cols + c, rest) - mean;
      part = fma(centred, centred, part);
    }
    squares += part;
  }
  global float *out = partial + partial_at + 2 * row * cols + c;
  put(mean, out, rest);
  put(squares, out + cols, rest);
}

// Combines mean and Σ(x − mean)² of the chunks from … to − 1 of a column (Chan, Golub and LeVeque
// 1979). Every chunk has `count` rows but the last, which ends at `rows`.
float2 combined(
    global const float *partial, int from, int to, int count, int rows, int cols) {
  float mean = 0;
  float squares = 0;
  int n = 0;
  for (int chunk = from; chunk < to; chunk++) {
    global const float *in = partial + 2 * chunk * cols;
    const int more = min(count, rows - chunk * count);
    const float delta = in[0] - mean;
    const float share = (float)more / (n + more);
    mean = fma(delta, share, mean);
    squares += in[cols] + delta * delta * n * share;
    n += more;
  }
  return (float2)(mean, squares);
}

// Makes one chunk of `group` chunks. A work-item takes a column of one new chunk.
kernel void combine_moments(
    ARRAY(out), ARRAY(partial), const int chunks, const int group, const int count, const int rows,
    const int cols) {
  const int made = get_global_id(0) / cols;
  const int c = get_global_id(0) % cols;
  if (made * group >= chunks) {
    return;
  }
  const float2 m = combined(
      partial + partial_at + c, made * group, min((made + 1) * group, chunks), count, rows, cols);
  out[out_at + 2 * made * cols + c] = m.x;
  out[out_at + (2 * made + 1) * cols + c] = m.y;
}

// The mean and rstd of a column from its chunks, and the running statistics moved. A work-item
// takes a column.
kernel void batch_statistics(
    ARRAY(mean), ARRAY(rstd), ARRAY(running_mean), ARRAY(running_var), ARRAY(partial),
    const int chunks, const int count, const float momentum, const float eps, const int rows,
    const int cols) {
  const int c = get_global_id(0);
  if (c >= cols) {
    return;
  }
  const float2 m = combined(partial + partial_at + c, 0, chunks, count, rows, cols);
  mean[mean_at + c] = m.x;
  rstd[rstd_at + c] = 1 / sqrt(m.y / rows + eps);
  global float *moved = running_mean + running_mean_at + c;
  *moved = (1 - momentum) * *moved + momentum * m.x;
  moved = running_var + running_var_at + c;
  *moved = (1 - momentum) * *moved + momentum * (m.y / max(1, rows - 1));
}

kernel void inverse_deviation(ARRAY(rstd), ARRAY(var), const float eps, const int n) {
  const int i = get_global_id(0);
  if (i < n) {
    rstd[rstd_at + i] = 1 / sqrt(var[var_at + i] + eps);
  }
}

// y = (x − mean)·rstd·gamma + beta by columns.
kernel void normalize_columns(
    ARRAY(y), ARRAY(x), ARRAY(mean), ARRAY(rstd), ARRAY(gamma), ARRAY(beta), const int rows,
    const int cols) {
  ROW_VECTOR(rows, cols)
  const int at = row * cols + c;
  const float_v unit = (get(x + x_at + at, rest) - get(mean + mean_at + c, rest))
                       * get(rstd + rstd_at + c, rest);
  const float_v g = get(gamma + gamma_at + c, rest);
  put(fma(unit, g, get(beta + beta_at + c, rest)), y + y_at + at, rest);
}

// Σ dy and Σ dy·x̂ of the columns within one chunk of rows, into partial [chunk, 2, cols]. The
// mean and rstd belong to the columns (batch norm) or, with `by_row`, to the rows (layer norm).
kernel void column_products(
    ARRAY(partial), ARRAY(dy), ARRAY(x), ARRAY(mean), ARRAY(rstd), const int by_row,
    const int chunks, const int count, const int rows, const int cols) {
  ROW_VECTOR(chunks, cols)
  LOCATE(mean);
  LOCATE(rstd);
  const int from = row * count;
  const int to = min(from + count, rows);
  float_v m = 0;
  float_v scale = 0;
  if (!by_row) {
    m = get(mean + c, rest);
    scale = get(rstd + c, rest);
  }
  float_v sum = 0;
  float_v product = 0;
  for (int run = from; run < to; run += RUN) {
    float_v sum_part = 0;
    float_v product_part = 0;
    for (int r = run; r < min(run + RUN, to); r++) {
      if (by_row) {
        m = mean[r];
        scale = rstd[r];
      }
      const float_v d = get(dy + dy_at + r * cols + c, rest);
      const float_v unit = (get(x + x_at + r * cols + c, rest) - m) * scale;
      sum_part += d;
      product_part = fma(d, unit, product_part);
    }
    sum += sum_part;
    product += product_part;
  }
  global float *out = partial + partial_at + 2 * row * cols + c;
  put(sum, out, rest);
  put(product, out + cols, rest);
}

// dbeta and dgamma get the sums [2, cols] added, Σ dy and Σ dy·x̂.
kernel void column_gradients(ARRAY(dgamma), ARRAY(dbeta), ARRAY(sums), const int cols) {
  const int c = get_global_id(0);
  if (c < cols) {
    dbeta[dbeta_at + c] += sums[sums_at + c];
    dgamma[dgamma_at + c] += sums[sums_at + cols + c];
  }
}

// dx = gamma·rstd·(dy − mean(dy) − x̂·mean(dy·x̂)); with running statistics the means are left
// out. dx may be x or dy.
kernel void batch_norm_gradient(
    ARRAY(dx), ARRAY(dy), ARRAY(x), ARRAY(mean), ARRAY(rstd), ARRAY(gamma), ARRAY(sums),
    const int batch_statistics, const int rows, const int cols) {
  ROW_VECTOR(rows, cols)
  const int at = row * cols + c;
  const float_v scale = get(rstd + rstd_at + c, rest);
  float_v d = get(dy + dy_at + at, rest);
  if (batch_statistics) {
    const float_v unit = (get(x + x_at + at, rest) - get(mean + mean_at + c, rest)) * scale;
    const float_v sum = get(sums + sums_at + c, rest) / rows;
    const float_v product = get(sums + sums_at + cols + c, rest) / rows;
    d -= fma(unit, product, sum);
  }
  put(get(gamma + gamma_at + c, rest) * scale * d, dx + dx_at + at, rest);
}

// A work-item normalises one row.
kernel void layer_norm(
    ARRAY(y), ARRAY(mean), ARRAY(rstd), ARRAY(x), ARRAY(gamma), ARRAY(beta), const float eps,
    const int rows, const int cols) {
  const int r = get_global_id(0);
  if (r >= rows) {
    return;
  }
  LOCATE(x);
  LOCATE(y);
  x += r * cols;
  y += r * cols;
  float_v sum = 0;
  for (int c = 0; c < cols; c += V) {
    sum += get(x + c, cols - c);
  }
  const float m = sum_of(sum) / cols;
  float squares = 0;
  for (int c = 0; c < cols; c++) {
    squares = fma(x[c] - m, x[c] - m, squares);
  }
  const float scale = 1 / sqrt(squares / cols + eps);
  for (int c = 0; c < cols; c += V) {
    const float_v unit = (get(x + c, cols - c) - m) * scale;
    const float_v g = get(gamma + gamma_at + c, cols - c);
    put(fma(unit, g, get(beta + beta_at + c, cols - c)), y + c, cols - c);
  }
  mean[mean_at + r] = m;
  rstd[rstd_at + r] = scale;
}

// dx = rstd·(g − mean(g) − x̂·mean(g·x̂)) with g = dy·gamma. A work-item takes one row.
kernel void layer_norm_gradient(
    ARRAY(dx), ARRAY(dy), ARRAY(x), ARRAY(mean), ARRAY(rstd), ARRAY(gamma), const int rows,
    const int cols) {
  const int r = get_global_id(0);
  if (r >= rows) {
    return;
  }
  const float m = mean[mean_at + r];
  const float scale = rstd[rstd_at + r];
  float_v sum = 0;
  float_v product = 0;
  for (int c = 0; c < cols; c += V) {
    const int rest = cols - c;
    const float_v g = get(dy + dy_at + r * cols + c, rest) * get(gamma + gamma_at + c, rest);
    sum += g;
    product = fma(g, (get(x + x_at + r * cols + c, rest) - m) * scale, product);
  }
  const float mean_g = sum_of(sum) / cols;
  const float mean_product = sum_of(product) / cols;
  for (int c = 0; c < cols; c += V) {
    const int rest = cols - c;
    const float_v g = get(dy + dy_at + r * cols + c, rest) * get(gamma + gamma_at + c, rest);
    const float_v unit = (get(x + x_at + r * cols + c, rest) - m) * scale;
    put(scale * (g - mean_g - unit * mean_product), dx + dx_at + r * cols + c, rest);
  }
}
