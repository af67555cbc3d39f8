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

// y[o,chunk,i] = the largest x[o,j,i] · sign over the j of one chunk of `count`, times sign again:
// the smallest for sign −1. A later one replaces the best so far if it is greater, or the first NaN.
// `place` gets its j, or with `from` the number that is there.
kernel void extreme_chunks(
    ARRAY(y), ARRAY(place), ARRAY(x), ARRAY(from), const float sign, const int outer,
    const int axis, const int inner, const int count) {
  const int chunks = (axis + count - 1) / count;
  const int at = get_global_id(0);
  if (at >= outer * chunks * inner) {
    return;
  }
  const int first = at / inner % chunks * count;
  const int to = min(first + count, axis);
  const int source = at / inner / chunks * axis * inner + at % inner;
  LOCATE(x);
  float best = sign * x[source + first * inner];
  int found = first;
  for (int j = first + 1; j < to; j++) {
    const float v = sign * x[source + j * inner];
    if (!(v <= best) && best == best) {
      best = v;
      found = j;
    }
  }
  y[y_at + at] = sign * best;
  place[place_at + at] = from ? from[from_at + source + found * inner] : (float)found;
}

// y[o,j,i] = Σ x[o,k,i] over k ≤ j, or with `reverse` over k ≥ j. A work-item takes one (o, i).
kernel void cumulative_sum(
    ARRAY(y), ARRAY(x), const int outer, const int axis, const int inner, const int reverse) {
  const int column = get_global_id(0);
  if (column >= outer * inner) {
    return;
  }
  const int from = column / inner * axis * inner + column % inner;
  float sum = 0;
  float lost = 0; // Kahan's compensation
  for (int k = 0; k < axis; k++) {
    const int at = from + (reverse ? axis - 1 - k : k) * inner;
    const float v = x[x_at + at] - lost;
    const float next = sum + v;
    lost = next - sum - v;
    sum = next;
    y[y_at + at] = sum;
  }
}
