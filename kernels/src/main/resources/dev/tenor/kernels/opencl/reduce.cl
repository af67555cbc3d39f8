// Sums over the middle axis of x [outer, axis, inner], and back.

// partial[chunk, o, i] = Σ x[o,j,i] over the j of one chunk of `rows`. Dimension 0 runs over i in
// steps of V, dimension 1 over the chunks, dimension 2 over o.
kernel void sum_chunks(
    ARRAY(partial), ARRAY(x), const int axis, const int inner, const int rows) {
  const int i = get_global_id(0) * V;
  const int chunk = get_global_id(1);
  const int o = get_global_id(2);
  const int rest = inner - i;
  if (rest <= 0) {
    return;
  }
  const int from = chunk * rows;
  const int to = min(from + rows, axis);
  float_v sum = 0;
  for (int j = from; j < to; j++) {
    sum += get(x + x_at + (o * axis + j) * inner + i, rest);
  }
  put(sum, partial + partial_at + (chunk * (int)get_global_size(2) + o) * inner + i, rest);
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
kernel void expand_axis(
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
