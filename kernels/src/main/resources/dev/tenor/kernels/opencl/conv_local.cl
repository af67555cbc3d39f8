// The products of 2-D convolution on GPUs; see conv.cl for the matrices and their distances, and
// local.clh for the work-groups.

#include "common.clh"
#include "local.clh"

// Where the window of an output pixel begins in the padded image.
int window_at(int pixel, int out_h, int out_w, int image, int down, int right) {
  const int oh = pixel / out_w;
  return oh / out_h * image + oh % out_h * down + pixel % out_w * right;
}

// y [pixels, Cout] with weights w [K, Cout], row-major. Dimension 0 runs over channels, dimension 1
// over pixels.
GROUP_KERNEL void conv_local(
    ARRAY(y), ARRAY(p), ARRAY(w), ARRAY(bias), const int pixels, const int out_h, const int out_w,
    const int image, const int down, const int right, const int row, const int kh, const int run,
    const int cout) {
  LOCAL_PARTS
  local int at[M_TILE];
  const int lx = get_local_id(0);
  const int ly = get_local_id(1);
  const int item = ly * GROUP + lx;
  const int first = get_group_id(1) * M_TILE;
  const int channel = get_group_id(0) * N_TILE;
  const int k = kh * run;
  LOCATE(p);
  LOCATE(w);
  for (int l = item; l < M_TILE; l += ITEMS) {
    at[l] = window_at(min(first + l, pixels - 1), out_h, out_w, image, down, right);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  float sums[ITEM_ROWS][ITEM_COLS] = {{0}};
  for (int k0 = 0; k0 < k; k0 += DEPTH) {
    const int place = k0 + item % DEPTH; // neighbours in a window are neighbours in memory
    const int offset = place / run * row + place % run;
    for (int l = item / DEPTH; l < M_TILE; l += ITEMS / DEPTH) {
      a_part[item % DEPTH][l] = place < k ? p[at[l] + offset] : 0.0f;
    }
    for (int l = item; l < DEPTH * N_TILE; l += ITEMS) {
      const int q = k0 + l / N_TILE;
      const int c = channel + l % N_TILE;
      b_part[l / N_TILE][l % N_TILE] = q < k && c < cout ? w[q * cout + c] : 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    local_multiply(sums, a_part, b_part, ly, lx);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  for (int i = 0; i < ITEM_ROWS; i++) {
    for (int j = 0; j < ITEM_COLS; j++) {
      const int pixel = first + ly + i * GROUP;
      const int c = channel + lx + j * GROUP;
      if (pixel < pixels && c < cout) {
        y[y_at + pixel * cout + c] = sums[i][j] + (bias ? bias[bias_at + c] : 0.0f);
      }
    }
  }
}

// The weights' gradient, summed over `count` output rows, into partial [chunk, K, Cout]. Dimension
// 0 runs over channels, dimension 1 over K, dimension 2 over chunks.
GROUP_KERNEL void conv_weight_local(
    ARRAY(partial), ARRAY(p), ARRAY(dy), const int count, const int rows, const int out_h,
    const int out_w, const int image, const int down, const int right, const int row,
    const int kh, const int run, const int cout) {
  LOCAL_PARTS
  const int lx = get_local_id(0);
  const int ly = get_local_id(1);
  const int item = ly * GROUP + lx;
  const int first = get_group_id(1) * M_TILE;
  const int channel = get_group_id(0) * N_TILE;
  const int chunk = get_global_id(2);
  const int k = kh * run;
  const int from = chunk * count * out_w;
  const int to = min((chunk + 1) * count, rows) * out_w;
  LOCATE(p);
  LOCATE(dy);
  float sums[ITEM_ROWS][ITEM_COLS] = {{0}};
  for (int q0 = from; q0 < to; q0 += DEPTH) {
    for (int l = item; l < DEPTH * M_TILE; l += ITEMS) {
      const int pixel = q0 + l / M_TILE;
      const int place = first + l % M_TILE;
      const int offset = place / run * row + place % run;
      const int at = window_at(min(pixel, to - 1), out_h, out_w, image, down, right);
      a_part[l / M_TILE][l % M_TILE] = pixel < to && place < k ? p[at + offset] : 0.0f;
    }
    for (int l = item; l < DEPTH * N_TILE; l += ITEMS) {
      const int pixel = q0 + l / N_TILE;
      const int c = channel + l % N_TILE;
      b_part[l / N_TILE][l % N_TILE] = pixel < to && c < cout ? dy[pixel * cout + c] : 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    local_multiply(sums, a_part, b_part, ly, lx);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  partial += partial_at + chunk * k * cout;
  for (int i = 0; i < ITEM_ROWS; i++) {
    for (int j = 0; j < ITEM_COLS; j++) {
      const int place = first + ly + i * GROUP;
      const int c = channel + lx + j * GROUP;
      if (place < k && c < cout) {
        partial[place * cout + c] = sums[i][j];
      }
    }
  }
}
