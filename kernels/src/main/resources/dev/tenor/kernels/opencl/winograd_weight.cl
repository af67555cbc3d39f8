// The gradient of a 3×3 convolution's weights by Winograd's algorithm: dw += Gᵀ·S·G, where S
// [24, Cin, Cout] is the sum over all tiles of the transformed input times the transformed gradient
// of the output, position by position.

#include "common.clh"
#define A_SPACE local
#define B_SPACE local
#include "tile.clh"
#include "winograd.clh"

// A of F(4, 3) down a column of `rows` pixels.
void column(float_v d[6], global const float *dy, int row, int rows) {
  const float_v y0 = LOAD(dy);
  const float_v y1 = rows > 1 ? LOAD(dy + row) : (float_v)(0);
  const float_v y2 = rows > 2 ? LOAD(dy + 2 * row) : (float_v)(0);
  const float_v y3 = rows > 3 ? LOAD(dy + 3 * row) : (float_v)(0);
  const float_v even2 = fma(4.0f, y2, y0);
  const float_v odd2 = 2.0f * fma(4.0f, y3, y1);
  d[0] = y0;
  d[1] = (y0 + y2) + (y1 + y3);
  d[2] = (y0 + y2) - (y1 + y3);
  d[3] = even2 + odd2;
  d[4] = even2 - odd2;
  d[5] = y3;
}

// A·dy·Aᵀ for V channels of a row of tiles; the last of four positions has the opposite sign, which
// winograd_gradient puts right.
void gradient_transform(
    local float *d, int next, global const float *dy, int rows, int width, int cout) {
  for (int c = 0; c < width; c += TILE_W) {
    float_v a[6];
    float_v b[6];
    column(a, dy + c * cout, width * cout, rows);
    if (c + 1 < width) {
      column(b, dy + (c + 1) * cout, width * cout, rows);
    } else {
#pragma unroll
      for (int i = 0; i < 6; i++) {
        b[i] = 0;
      }
    }
#pragma unroll
    for (int i = 0; i < 6; i++) {
      local float *to = d + 4 * i * next;
      STORE(a[i], to);
      STORE(a[i] + b[i], to + next);
      STORE(a[i] - b[i], to + 2 * next);
      STORE(b[i], to + 3 * next);
    }
    d += COLS;
  }
}

// sums [24, Cin, Cout] of one panel's `width` columns = or += v [24, tiles, Cin] transposed times d
// [24, tiles, COLS].
void add_products(
    global float *sums, bool add, local const float *v, int v_next, local const float *d,
    int d_next, int tiles, int cin, int cout, int width) {
  for (int i = 0; i < POSITIONS; i++) {
    for (int first = 0; first < cin; first += ROWS) {
      int at[ROWS];
      float_v tile[ROWS][COLS_V];
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        at[r] = min(first + r, cin - 1);
#pragma unroll
        for (int j = 0; j < COLS_V; j++) {
          tile[r][j] = 0;
        }
      }
      tile_multiply(tile, v + i * v_next, at, cin, d + i * d_next, COLS, tiles);
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
#pragma unroll
        for (int j = 0; j < COLS_V; j++) {
          if (first + r < cin && j * V < width) {
            global float *to = sums + (i * cin + first + r) * cout + j * V;
            STORE(add ? LOAD(to) + tile[r][j] : tile[r][j], to);
          }
        }
      }
    }
  }
}

// partial [groups, 24, Cin, Cout]: a work-item adds up `chunks` times `count` of `all` rows of
// tiles, `count` at a time; `v` and `d` have room for their transformed tiles.
kernel void winograd_products(
    ARRAY(partial), ARRAY(x), ARRAY(dy), IMAGES, const int all, const int count, const int chunks,
    const int v_next, const int d_next, local float *v, local float *d) {
  const int rows = (height + TILE_H - 1) / TILE_H;
  const int cols = (width + TILE_W - 1) / TILE_W;
  const int begin = get_group_id(0) * chunks * count;
  const int end = min(begin + chunks * count, all);
  partial += partial_at + get_group_id(0) * POSITIONS * cin * cout;
  LOCATE(dy);
  for (int from = begin; from < end; from += count) {
    const int to = min(from + count, end);
    input_transform(v, v_next, x + x_at, from, to, height, width, cin);
    for (int column = 0; column < cout; column += COLS) {
      const int across = min(COLS, cout - column);
      for (int r = from; r < to; r++) {
        const int top = r % rows * TILE_H;
        global const float *at = dy + (r / rows * height + top) * width * cout + column;
        for (int c = 0; c < across; c += V) {
          gradient_transform(
              d + (r - from) * cols * COLS + c, d_next, at + c, min(TILE_H, height - top), width,
              cout);
        }
      }
      add_products(
          partial + column, from > begin, v, v_next, d, d_next, (to - from) * cols, cin, cout,
          across);
    }
  }
}

// dw [9, Cin, Cout] += Gᵀ·S·G, where S is the sum of `groups` partial ones, added in order. A
// work-item takes V of `n` = Cin·Cout weights.
kernel void winograd_gradient(ARRAY(dw), ARRAY(partial), const int groups, const int n) {
  const int at = get_global_id(0) * V;
  if (at >= n) {
    return;
  }
  float_v s[POSITIONS];
  for (int i = 0; i < POSITIONS; i++) {
    s[i] = 0;
    for (int g = 0; g < groups; g++) {
      s[i] += LOAD(partial + partial_at + (g * POSITIONS + i) * n + at);
    }
  }
  float_v down[3][4];
  for (int j = 0; j < 4; j++) {
    const float_v inner = (s[4 + j] + s[8 + j]) * (-1.0f / 6);
    const float_v outer = s[12 + j] + s[16 + j];
    down[0][j] = outer * (1.0f / 24) + inner + s[j] * 0.25f;
    down[1][j] = (s[12 + j] - s[16 + j]) * (1.0f / 12) - (s[4 + j] - s[8 + j]) * (1.0f / 6);
    down[2][j] = outer * (1.0f / 6) + inner + s[20 + j];
  }
  dw += dw_at + at;
  for (int i = 0; i < 3; i++) {
    const float_v ends = (down[i][1] + down[i][2]) * 0.5f;
    const float_v middle = (down[i][1] - down[i][2]) * 0.5f;
    const float_v taps[3] = {ends + down[i][0], middle, ends - down[i][3]};
    for (int j = 0; j < 3; j++) {
      global float *to = dw + (3 * i + j) * n;
      STORE(LOAD(to) + taps[j], to);
    }
  }
}
