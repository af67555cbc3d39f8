// Elements by number along the middle axis of x [outer, axis, inner]; what is taken is [outer, count,
// inner]. A number that is not one of 0 … axis − 1 gives NaN and adds nothing.

#include "common.clh"

// The number as an integer, −1 if it is none of 0 … axis − 1.
int id_of(float value, int axis) {
  return value >= 0 && value < axis && value == floor(value) ? (int)value : -1;
}

// y[o,j,i] = x[o, ids[j], i]; the rows of the matrix are (o, j).
kernel void select_rows(
    ARRAY(y), ARRAY(x), ARRAY(ids), const int outer, const int axis, const int count,
    const int inner) {
  ROW_VECTOR(outer * count, inner)
  const int id = id_of(ids[ids_at + row % count], axis);
  float_v value = NAN;
  if (id >= 0) {
    value = get(x + x_at + (row / count * axis + id) * inner + c, rest);
  }
  put(value, y + y_at + row * inner + c, rest);
}

// An array of integers.
#define LINKS(x) ((global int *)(x + x##_at))

// next[j] is 2·n where n is the next place after j with the number of place j, or `count` if there
// is none; plus 1 if an earlier place has that number too.
kernel void link_equal(ARRAY(next), ARRAY(ids), const int count) {
  const int j = get_global_id(0);
  if (j >= count) {
    return;
  }
  LOCATE(ids);
  const float id = ids[j];
  int before = j - 1;
  while (before >= 0 && ids[before] != id) {
    before--;
  }
  int after = j + 1;
  while (after < count && ids[after] != id) {
    after++;
  }
  LINKS(next)[j] = 2 * after + (before >= 0 ? 1 : 0);
}

// dx[o, ids[j], i] += Σ dy[o,j,i] over the places j of each number; the rows are (o, first j).
kernel void add_rows(
    ARRAY(dx), ARRAY(dy), ARRAY(ids), ARRAY(next), const int outer, const int axis,
    const int count, const int inner) {
  ROW_VECTOR(outer * count, inner)
  int j = row % count;
  const int id = id_of(ids[ids_at + j], axis);
  if (id < 0 || (LINKS(next)[j] & 1) != 0) {
    return;
  }
  dx += dx_at + (row / count * axis + id) * inner + c;
  dy += dy_at + row / count * count * inner + c;
  float_v sum = get(dx, rest);
  while (j < count) {
    sum += get(dy + j * inner, rest);
    j = LINKS(next)[j] >> 1;
  }
  put(sum, dx, rest);
}

// y[o,j,i] = x[o, ids[o,j,i], i]
kernel void gather(
    ARRAY(y), ARRAY(x), ARRAY(ids), const int outer, const int axis, const int count,
    const int inner) {
  const int at = get_global_id(0);
  if (at >= outer * count * inner) {
    return;
  }
  const int id = id_of(ids[ids_at + at], axis);
  const int from = (at / (count * inner) * axis + id) * inner + at % inner;
  y[y_at + at] = id < 0 ? NAN : x[x_at + from];
}

// dx[o, ids[o,j,i], i] += dy[o,j,i]; a work-item takes the places j of one (o, i).
kernel void scatter_add(
    ARRAY(dx), ARRAY(dy), ARRAY(ids), const int outer, const int axis, const int count,
    const int inner) {
  const int column = get_global_id(0);
  if (column >= outer * inner) {
    return;
  }
  const int o = column / inner;
  const int i = column % inner;
  for (int j = 0; j < count; j++) {
    const int at = (o * count + j) * inner + i;
    const int id = id_of(ids[ids_at + at], axis);
    if (id >= 0) {
      dx[dx_at + (o * axis + id) * inner + i] += dy[dy_at + at];
    }
  }
}
