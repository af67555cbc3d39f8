// C = alpha · op(A)·op(B) + beta · C (+ bias): C [m,n], op(A) [m,k], op(B) [k,n].
//
// A is read in place, through the distances between its rows and columns. B is read in panels of
// COLS columns: in place if its rows are contiguous and n is a multiple of COLS, otherwise from a
// packed copy (pack.cl).

#include "common.clh"
#include "tile.clh"

// One tile of C. Dimension 0 runs over the tiles' rows, dimension 1 over the panels, dimension 2
// over the batch, whose matrix (o, i) begins at o·outer + i·inner.
kernel void gemm_tile(
    ARRAY(c), ARRAY(a), ARRAY(b), ARRAY(bias), const int m, const int n, const int k,
    const int a_row, const int a_col, const int b_row, const int b_panel, const int c_row,
    const int inner, const int a_outer, const int a_inner, const int b_outer, const int b_inner,
    const int c_outer, const int c_inner, const float alpha, const float beta) {
  const int row = get_global_id(0) * ROWS;
  const int panel = get_global_id(1);
  const int o = get_global_id(2) / inner;
  const int i = get_global_id(2) % inner;
  if (row >= m) {
    return;
  }
  int at[ROWS];
  float_v sums[ROWS][COLS_V];
#pragma unroll
  for (int r = 0; r < ROWS; r++) {
    at[r] = min(row + r, m - 1) * a_row; // rows below the last one repeat it and are not written
#pragma unroll
    for (int j = 0; j < COLS_V; j++) {
      sums[r][j] = 0;
    }
  }
  LOCATE(a);
  LOCATE(b);
  tile_multiply(
      sums, a + o * a_outer + i * a_inner, at, a_col,
      b + o * b_outer + i * b_inner + panel * b_panel, b_row, k);
  c += c_at + o * c_outer + i * c_inner + row * c_row;
#pragma unroll
  for (int r = 0; r < ROWS; r++) {
    if (row + r < m) {
#pragma unroll
      for (int j = 0; j < COLS_V; j++) {
        const int col = panel * COLS + j * V;
        if (col < n) {
          float_v value = alpha * sums[r][j];
          if (bias) {
            value += get(bias + bias_at + col, n - col);
          }
          if (beta != 0) {
            value += beta * get(c + r * c_row + col, n - col);
          }
          put(value, c + r * c_row + col, n - col);
        }
      }
    }
  }
}
