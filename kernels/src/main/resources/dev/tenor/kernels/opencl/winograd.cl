// 3×3 convolution by Winograd's algorithm, and the gradient of its input, which is the convolution
// of the output's with the weights flipped.

#include "common.clh"
#define A_SPACE local
#include "tile.clh"
#include "winograd.clh"

// The position whose column of Aᵀ⊗Aᵀ is all ones: a bias added there reaches every output once.
#define CENTRE 5

// G·w·Gᵀ in panels: u [panels, 24, Cin, COLS], zeros beyond Cout. The first tap is w[first]; taps,
// input channels and output channels are `tap`, `in` and `out` apart. The rows of the matrix that
// the work-items share are input channels, its columns those of all panels.
kernel void winograd_weights(
    ARRAY(u), ARRAY(w), const int cin, const int cout, const int first, const int tap, const int in,
    const int out) {
  ROW_VECTOR(cin, (cout + COLS - 1) / COLS * COLS)
  float_v down[6][3];
  w += w_at + first + row * in + c * out;
  for (int j = 0; j < 3; j++) {
    float_v taps[3];
    for (int i = 0; i < 3; i++) {
      union {
        float_v v;
        float at[V];
      } part;
      for (int l = 0; l < V; l++) {
        part.at[l] = c + l < cout ? w[(3 * i + j) * tap + l * out] : 0;
      }
      taps[i] = part.v;
    }
    const float_v ends = (taps[0] + taps[2]) * (-1.0f / 6);
    const float_v ends2 = taps[0] * (1.0f / 24) + taps[2] * (1.0f / 6);
    down[0][j] = taps[0] * 0.25f;
    down[1][j] = ends - taps[1] * (1.0f / 6);
    down[2][j] = ends + taps[1] * (1.0f / 6);
    down[3][j] = ends2 + taps[1] * (1.0f / 12);
    down[4][j] = ends2 - taps[1] * (1.0f / 12);
    down[5][j] = taps[2];
  }
  const int next = cin * COLS;
  u += u_at + c / COLS * POSITIONS * next + row * COLS + c % COLS;
  for (int i = 0; i < 6; i++) {
    const float_v ends = (down[i][0] + down[i][2]) * 0.5f;
    const float_v middle = down[i][1] * 0.5f;
    STORE(down[i][0], u + 4 * i * next);
    STORE(ends + middle, u + (4 * i + 1) * next);
    STORE(ends - middle, u + (4 * i + 2) * next);
    STORE(down[i][2], u + (4 * i + 3) * next);
  }
}

// m [24, tiles, COLS] = v [24, tiles, Cin] times a panel of u.
void multiply(
    local float *m, int m_next, local const float *v, int v_next, global const float *u, int tiles,
    int cin, global const float *bias, int rest) {
  for (int i = 0; i < POSITIONS; i++) {
    for (int first = 0; first < tiles; first += ROWS) {
      int at[ROWS];
      float_v sums[ROWS][COLS_V];
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        at[r] = min(first + r, tiles - 1) * cin;
#pragma unroll
        for (int j = 0; j < COLS_V; j++) {
          const int c = j * V;
          sums[r][j] = i == CENTRE && bias && c < rest ? get(bias + c, rest - c) : (float_v)(0);
        }
      }
      tile_multiply(sums, v + i * v_next, at, 1, u + i * cin * COLS, COLS, cin);
      local float *to = m + i * m_next + first * COLS;
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
#pragma unroll
        for (int j = 0; j < COLS_V; j++) {
          STORE(sums[r][j], to + r * COLS + j * V); // there is room for whole tiles
        }
      }
    }
  }
}

// Aᵀ of F(4, 3): the first `rows` of four pixels.
void put_column(global float *y, int row, int rows, const float_v m[6]) {
  const float_v even = m[1] + m[2];
  const float_v odd = m[1] - m[2];
  const float_v even2 = m[3] + m[4];
  const float_v odd2 = m[3] - m[4];
  STORE(even + even2 + m[0], y);
  if (rows > 1) {
    STORE(fma(2.0f, odd2, odd), y + row);
  }
  if (rows > 2) {
    STORE(fma(4.0f, even2, even), y + 2 * row);
  }
  if (rows > 3) {
    STORE(fma(8.0f, odd2, m[5] + odd), y + 3 * row);
  }
}

// Aᵀ·m·A for V channels of a row of tiles, of which `rows` rows and `width` columns are pixels.
void output_transform(
    global float *y, local const float *m, int next, int rows, int width, int cout) {
  for (int c = 0; c < width; c += TILE_W) {
    float_v a[6];
    float_v b[6];
#pragma unroll
    for (int i = 0; i < 6; i++) {
      local const float *at = m + 4 * i * next;
      const float_v p = LOAD(at + next);
      const float_v q = LOAD(at + 2 * next);
      a[i] = p + q + LOAD(at);
      b[i] = p - q - LOAD(at + 3 * next);
    }
    put_column(y + c * cout, width * cout, rows, a);
    if (c + 1 < width) {
      put_column(y + (c + 1) * cout, width * cout, rows, b);
    }
    m += COLS;
  }
}

// y [B, height, width, Cout] from x [B, height, width, Cin]. A work-item takes `count` of `all` rows
// of tiles; `v` and `m` have room for their transformed tiles, of `v_next` and `m_next` floats a
// position.
kernel void conv_winograd(
    ARRAY(y), ARRAY(x), ARRAY(u), ARRAY(bias), IMAGES, const int all, const int count,
    const int v_next, const int m_next, local float *v, local float *m) {
  const int from = get_group_id(0) * count;
  const int to = min(from + count, all);
  const int rows = (height + TILE_H - 1) / TILE_H;
  const int cols = (width + TILE_W - 1) / TILE_W;
  LOCATE(u);
  input_transform(v, v_next, x + x_at, from, to, height, width, cin);
  for (int column = 0; column < cout; column += COLS) {
    global const float *added = bias ? bias + bias_at + column : 0;
    multiply(m, m_next, v, v_next, u, (to - from) * cols, cin, added, cout - column);
    u += POSITIONS * cin * COLS;
    for (int r = from; r < to; r++) {
      const int top = r % rows * TILE_H;
      global float *at = y + y_at + (r / rows * height + top) * width * cout + column;
      local const float *products = m + (r - from) * cols * COLS;
      for (int c = 0; c < min(COLS, cout - column); c += V) {
        output_transform(at + c, products + c, m_next, min(TILE_H, height - top), width, cout);
      }
    }
  }
}
