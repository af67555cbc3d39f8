// 2-D convolution, channels last, as a product of matrices whose first factor is not built: a row
// is an output pixel's window, and within one row of the window its kw·Cin values are contiguous in
// the padded image. Weights [kh·kw·Cin, Cout] are the second factor.
//
// The gradient of the input is the convolution of the padded (and for strides spread) gradient of
// the output with the weights flipped. The gradient of the weights is a product over pixels.

#include "common.clh"
#include "tile.clh"

// One tile of y [pixels, Cout]: ROWS pixels by COLS channels. `image`, `down` and `right` are the
// distances between images, output rows and output pixels in the padded input p, `row` between its
// rows; `run` is kw·Cin. Dimension 0 runs over the tiles' pixels, dimension 1 over the panels.
kernel void conv_tile(
    ARRAY(y), ARRAY(p), ARRAY(w), ARRAY(bias), const int pixels, const int out_h, const int out_w,
    const int image, const int down, const int right, const int row, const int kh, const int run,
    const int cout, const int w_row, const int w_panel) {
  const int first = get_global_id(0) * ROWS;
  const int panel = get_global_id(1);
  if (first >= pixels) {
    return;
  }
  int at[ROWS];
  float_v sums[ROWS][COLS_V];
#pragma unroll
  for (int i = 0; i < ROWS; i++) {
    const int pixel = min(first + i, pixels - 1);
    const int oh = pixel / out_w;
    at[i] = oh / out_h * image + oh % out_h * down + pixel % out_w * right;
#pragma unroll
    for (int j = 0; j < COLS_V; j++) {
      const int c = panel * COLS + j * V;
      sums[i][j] = bias && c < cout ? get(bias + bias_at + c, cout - c) : 0;
    }
  }
  LOCATE(p);
  w += w_at + panel * w_panel;
  for (int h = 0; h < kh; h++) {
    tile_multiply(sums, p + h * row, at, 1, w + h * run * w_row, w_row, run);
  }
  y += y_at + first * cout;
#pragma unroll
  for (int i = 0; i < ROWS; i++) {
    if (first + i < pixels) {
#pragma unroll
      for (int j = 0; j < COLS_V; j++) {
        const int c = panel * COLS + j * V;
        if (c < cout) {
          put(sums[i][j], y + i * cout + c, cout - c);
        }
      }
    }
  }
}

// One tile of the weights' gradient [K = kh·run, Cout], summed over `count` output rows, into
// partial [chunk, K, Cout]. Rows of dy are dy_row ≥ COLS · panels apart. Dimension 0 runs over the
// tiles of K, dimension 1 over the panels, dimension 2 over the chunks.
kernel void conv_weight_tile(
    ARRAY(partial), ARRAY(p), ARRAY(dy), const int count, const int rows, const int out_h,
    const int out_w, const int image, const int down, const int right, const int row,
    const int kh, const int run, const int cout, const int dy_row) {
  const int k = kh * run;
  const int first = get_global_id(0) * ROWS;
  const int panel = get_global_id(1);
  const int chunk = get_global_id(2);
  if (first >= k) {
    return;
  }
  int at[ROWS];
  float_v sums[ROWS][COLS_V];
#pragma unroll
  for (int i = 0; i < ROWS; i++) {
    const int place = min(first + i, k - 1);
    at[i] = place / run * row + place % run;
#pragma unroll
    for (int j = 0; j < COLS_V; j++) {
      sums[i][j] = 0;
    }
  }
  LOCATE(p);
  LOCATE(dy);
  const int to = min((chunk + 1) * count, rows);
  for (int r = chunk * count; r < to; r++) {
    tile_multiply(
        sums, p + r / out_h * image + r % out_h * down, at, right,
        dy + r * out_w * dy_row + panel * COLS, dy_row, out_w);
  }
  partial += partial_at + (chunk * k + first) * cout;
#pragma unroll
  for (int i = 0; i < ROWS; i++) {
    if (first + i < k) {
#pragma unroll
      for (int j = 0; j < COLS_V; j++) {
        const int c = panel * COLS + j * V;
        if (c < cout) {
          put(sums[i][j], partial + i * cout + c, cout - c);
        }
      }
    }
  }
}
