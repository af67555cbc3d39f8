// Data movement beyond plain copies.

#include "common.clh"

// dst[row·dst_stride + c] = src[row·src_stride + c] for c < cols.
kernel void copy_2d(
    ARRAY(dst), const int dst_stride, ARRAY(src), const int src_stride, const int rows,
    const int cols) {
  ROW_VECTOR(rows, cols)
  put(get(src + src_at + row * src_stride + c, rest), dst + dst_at + row * dst_stride + c, rest);
}

// y gets x with its axes in another order: dim d of y (d0 … d4, the last fastest) has stride
// s_d in x. A work-item moves one element.
kernel void permute(
    ARRAY(y), ARRAY(x), const int d1, const int d2, const int d3, const int d4, const int s0,
    const int s1, const int s2, const int s3, const int s4, const int n) {
  const int to = get_global_id(0);
  if (to >= n) {
    return;
  }
  int rest = to;
  int from = (rest % d4) * s4;
  rest /= d4;
  from += (rest % d3) * s3;
  rest /= d3;
  from += (rest % d2) * s2;
  rest /= d2;
  from += (rest % d1) * s1;
  from += (rest / d1) * s0;
  y[y_at + to] = x[x_at + from];
}
