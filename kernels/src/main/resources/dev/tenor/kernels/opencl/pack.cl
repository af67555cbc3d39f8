// Operands in the order in which the products read them.

#include "common.clh"

// The second factor op(B) [k,n] of a product in panels of `width` columns, filled up with zeros:
// packed [batch, panels, k, width]. A work-item writes one row of one panel.
kernel void pack_panels(
    ARRAY(packed), ARRAY(b), const int rows, const int width, const int k, const int n,
    const int b_row, const int b_col, const int inner, const int b_outer, const int b_inner) {
  const int row = get_global_id(0);
  if (row >= rows) {
    return;
  }
  const int panels = (n + width - 1) / width;
  const int batch = row / (panels * k);
  const int col = row / k % panels * width;
  b += b_at + batch / inner * b_outer + batch % inner * b_inner + row % k * b_row + col * b_col;
  packed += packed_at + row * width;
  for (int j = 0; j < width; j++) {
    packed[j] = col + j < n ? b[j * b_col] : 0.0f;
  }
}

// A convolution's weights for the gradient of its input: packed [panels, kh·kw·Cout, width] from w
// [kh, kw, Cin, Cout] with both kernel axes reversed; the columns are input channels. A work-item
// writes one row of one panel.
kernel void pack_flipped(
    ARRAY(packed), ARRAY(w), const int rows, const int width, const int taps, const int cin,
    const int cout) {
  const int row = get_global_id(0);
  if (row >= rows) {
    return;
  }
  const int k = taps * cout;
  const int col = row / k * width;
  const int tap = taps - 1 - row % k / cout;
  w += w_at + (tap * cin + col) * cout + row % k % cout;
  packed += packed_at + row * width;
  for (int j = 0; j < width; j++) {
    packed[j] = col + j < cin ? w[j * cout] : 0.0f;
  }
}

// Copies x [B, height, width, C] into p [B, padded_h, padded_w, C], from row `top` and column
// `left`, `step` apart, and zeros elsewhere. A work-group takes a padded row; its items take turns.
kernel void pad_image(
    ARRAY(p), ARRAY(x), const int channels, const int height, const int width, const int padded_h,
    const int padded_w, const int top, const int left, const int step_h, const int step_w) {
  const int b = get_group_id(0) / padded_h;
  const int u = (int)get_group_id(0) % padded_h - top;
  const int row = u / step_h;
  const bool inside = u >= 0 && u % step_h == 0 && row < height;
  LOCATE(p);
  p += get_group_id(0) * padded_w * channels;
  x += x_at + (b * height + row) * width * channels;
  const int items = get_local_size(0);
  if (step_w == 1) { // a row is contiguous: zeros, the copy, zeros
    const int n = padded_w * channels;
    const int begin = left * channels;
    const int end = begin + width * channels;
    for (int i = get_local_id(0) * V; i < n; i += items * V) {
      if (inside && i >= begin && i + V <= end) {
        put(LOAD(x + i - begin), p + i, n - i);
      } else {
        for (int j = i; j < min(i + V, n); j++) {
          p[j] = inside && j >= begin && j < end ? x[j - begin] : 0.0f;
        }
      }
    }
    return;
  }
  for (int i = get_local_id(0); i < padded_w * channels; i += items) {
    const int v = i / channels - left;
    const bool taken = inside && v >= 0 && v % step_w == 0 && v / step_w < width;
    p[i] = taken ? x[v / step_w * channels + i % channels] : 0.0f;
  }
}

// Copies x [B, height, width, C] into p [B, padded_h, out_w, kw, C]: place j of output column ow is
// pixel ow·across + j·dilation − left of a row, whose pixels are `step` apart and surrounded by
// zeros. The rows of the matrix that the work-items share are p's runs of C floats.
kernel void spread_image(
    ARRAY(p), ARRAY(x), const int channels, const int height, const int width, const int rows,
    const int padded_h, const int out_w, const int top, const int left, const int step_h,
    const int step_w, const int across_w, const int kw, const int dilation) {
  ROW_VECTOR(rows, channels)
  const int line = row / (kw * out_w);
  const int u = line % padded_h - top;
  const int v = row / kw % out_w * across_w + row % kw * dilation - left;
  const bool taken = u >= 0 && u % step_h == 0 && u / step_h < height && v >= 0
                     && v % step_w == 0 && v / step_w < width;
  const int pixel = (line / padded_h * height + u / step_h) * width + v / step_w;
  float_v value = 0;
  if (taken) {
    value = get(x + x_at + pixel * channels + c, rest);
  }
  put(value, p + p_at + row * channels + c, rest);
}
