// Sums over the middle axis of x [outer, axis, inner], and back.

#include "common.clh"

// partial[chunk, o, i] = Σ x[o,j,i] over the j of one chunk of `count`; the rows of the matrix are
// (chunk, o).
kernel void sum_chunks(
    ARRAY(partial), ARRAY(x), const int chunks, const int outer, const int axis, const int inner,
    const int count) {
  ROW_VECTOR(chunks * outer, inner)
  const int from = row / outer * count;
  const int to = min(from + count, axis);
  x += x_at + row % outer * axis * inner + c;
  float_v sum = 0;
  for (int run = from; run < to; run += RUN) {
    float_v part = 0;
    for (int j = run; j < min(run + RUN, to); j++) {
      part += get(x + j * inner, rest);
    }
    sum += part;
  }
  put(sum, partial + partial_at + row * inner + c, rest);
}

// y[i] = scale · Σ partial[chunk, i], or += with `accumulate`, for V elements of y.
kernel void sum_partials(
    ARRAY(y), ARRAY(partial), const int chunks, const int n, const float scale,
    const int accumulate) {
  const int i = get_global_id(0) * V;
  const int rest = n - i;
  if (rest <= 0) {
    return;
  }
  float_v sum = 0;
  for (int chunk = 0; chunk < chunks; chunk++) {
    sum += get(partial + partial_at + chunk * n + i, rest);
  }
  sum *= scale;
  put(accumulate ? sum + get(y + y_at + i, rest) : sum, y + y_at + i, rest);
}

// y[o,j,i] = scale · x[o,i]; the rows of the matrix are (o, j).
kernel void broadcast_axis(
    ARRAY(y), ARRAY(x), const int rows, const int axis, const int inner, const float scale) {
  ROW_VECTOR(rows, inner)
  put(scale * get(x + x_at + row / axis * inner + c, rest), y + y_at + row * inner + c, rest);
}

// partial[chunk] = Σ x² over one chunk of `count` elements, a multiple of V.
kernel void squares_chunks(ARRAY(partial), ARRAY(x), const int count, const int n) {
  const int chunk = get_global_id(0);
  const int from = chunk * count;
  if (from >= n) {
    return;
  }
  const int to = min(from + count, n);
  float_v sum = 0;
  for (int i = from; i < to; i += V) {
    const float_v v = get(x + x_at + i, to - i);
    sum = fma(v, v, sum);
  }
  partial[partial_at + chunk] = sum_of(sum);
}
