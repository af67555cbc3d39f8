// Elements by number along the middle axis of x [outer, axis, inner]; what is taken is [outer, count,
// inner]. A number that is not one of 0 … axis − 1 is refused; it gives NaN and adds nothing.

#include "common.clh"

// y[o,j,i] = x[o, ids[j], i]; the rows of the matrix are (o, j).
kernel void select_rows(
    ARRAY(y), ARRAY(x), ARRAY(ids), const int outer, const int axis, const int count,
    const int inner, ARRAY(fault)) {
  ROW_VECTOR(outer * count, inner)
  const int id = checked(ids + ids_at, row % count, axis, ID, fault);
  float_v value = NAN;
  if (id >= 0) {
    value = get(x + x_at + (row / count * axis + id) * inner + c, rest);
  }
  put(value, y + y_at + row * inner + c, rest);
}

// dx[o, ids[j], i] += dy[o,j,i] in the order of j; a work-item takes V neighbours i of one o, and the
// ids of one range of the axis.
kernel void add_rows(
    ARRAY(dx), ARRAY(dy), ARRAY(ids), const int outer, const int axis, const int count,
    const int inner, const int ranges) {
  ROW_VECTOR(outer * ranges, inner)
  const int o = row / ranges;
  const int length = (axis + ranges - 1) / ranges;
  const int first = row % ranges * length;
  const int end = min(axis, first + length);
  LOCATE(ids);
  dx += dx_at + o * axis * inner + c;
  dy += dy_at + o * count * inner + c;
  for (int j = 0; j < count; j++) {
    const int id = number_of(ids[j], axis);
    if (id >= first && id < end) {
      global float *to = dx + id * inner;
      put(get(to, rest) + get(dy + j * inner, rest), to, rest);
    }
  }
}

// y[o,j,i] = x[o, ids[o,j,i], i]
kernel void gather(
    ARRAY(y), ARRAY(x), ARRAY(ids), const int outer, const int axis, const int count,
    const int inner, ARRAY(fault)) {
  const int at = get_global_id(0);
  if (at >= outer * count * inner) {
    return;
  }
  const int id = checked(ids + ids_at, at, axis, ID, fault);
  const int from = (at / (count * inner) * axis + id) * inner + at % inner;
  y[y_at + at] = id < 0 ? NAN : x[x_at + from];
}

// dx[o, ids[o,j,i], i] += dy[o,j,i] in the order of j; a work-item takes one (o, i), and the ids of
// one range of the axis.
kernel void scatter_add(
    ARRAY(dx), ARRAY(dy), ARRAY(ids), const int outer, const int axis, const int count,
    const int inner, const int ranges) {
  const int i = get_global_id(0) % inner;
  const int row = get_global_id(0) / inner;
  if (row >= outer * ranges) {
    return;
  }
  const int o = row / ranges;
  const int length = (axis + ranges - 1) / ranges;
  const int first = row % ranges * length;
  const int end = min(axis, first + length);
  for (int j = 0; j < count; j++) {
    const int at = (o * count + j) * inner + i;
    const int id = number_of(ids[ids_at + at], axis);
    if (id >= first && id < end) {
      dx[dx_at + (o * axis + id) * inner + i] += dy[dy_at + at];
    }
  }
}
