// C = alpha · op(A)·op(B) + beta · C (+ bias) on GPUs, both factors in place; see local.clh. The
// distances between rows and columns of each factor say how it is stored; the group copies along
// the axis whose distance is 1. Dimension 0 runs over columns, dimension 1 over rows, dimension 2
// over the batch, whose matrix (o, i) begins at o·outer + i·inner.

#include "common.clh"
#include "local.clh"

GROUP_KERNEL void gemm_local(
    ARRAY(c), ARRAY(a), ARRAY(b), ARRAY(bias), const int m, const int n, const int k,
    const int a_row, const int a_col, const int b_row, const int b_col, const int c_row,
    const int inner, const int a_outer, const int a_inner, const int b_outer, const int b_inner,
    const int c_outer, const int c_inner, const float alpha, const float beta) {
  LOCAL_PARTS
  const int x = get_local_id(0);
  const int y = get_local_id(1);
  const int item = y * GROUP + x;
  const int row = get_group_id(1) * M_TILE;
  const int col = get_group_id(0) * N_TILE;
  const int o = get_global_id(2) / inner;
  const int i = get_global_id(2) % inner;
  a += a_at + o * a_outer + i * a_inner + row * a_row;
  b += b_at + o * b_outer + i * b_inner + col * b_col;
  float sums[ITEM_ROWS][ITEM_COLS] = {{0}};
  for (int k0 = 0; k0 < k; k0 += DEPTH) {
    for (int l = item; l < DEPTH * M_TILE; l += ITEMS) {
      const int p = a_col == 1 ? l % DEPTH : l / M_TILE;
      const int r = a_col == 1 ? l / DEPTH : l % M_TILE;
      const bool inside = k0 + p < k && row + r < m;
      a_part[p][r] = inside ? a[r * a_row + (k0 + p) * a_col] : 0.0f;
    }
    for (int l = item; l < DEPTH * N_TILE; l += ITEMS) {
      const int p = b_col == 1 ? l / N_TILE : l % DEPTH;
      const int s = b_col == 1 ? l % N_TILE : l / DEPTH;
      const bool inside = k0 + p < k && col + s < n;
      b_part[p][s] = inside ? b[(k0 + p) * b_row + s * b_col] : 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    local_multiply(sums, a_part, b_part, y, x);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  c += c_at + o * c_outer + i * c_inner;
  for (int r = 0; r < ITEM_ROWS; r++) {
    for (int s = 0; s < ITEM_COLS; s++) {
      const int h = row + y + r * GROUP;
      const int w = col + x + s * GROUP;
      if (h < m && w < n) {
        const float value = alpha * sums[r][s] + (bias ? bias[bias_at + w] : 0.0f);
        c[h * c_row + w] = beta == 0 ? value : value + beta * c[h * c_row + w];
      }
    }
  }
}
