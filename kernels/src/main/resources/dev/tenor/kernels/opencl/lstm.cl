// The recurrence of one LSTM direction, all time steps in one launch. A work-item takes ROWS
// utterances through time; nothing passes between work-items, so there is no barrier. Gates of one
// step: [i | f | g | o], H each. Step s is row b·T + s of every array, or from the end if
// `reverse`. `h` and `c` [batch, H] hold the state before the first step and receive that after the
// last one, `dh` and `dc` their gradients the other way round. With `padded`, an utterance rests from
// lengths[b] on.

#include "common.clh"
#include "math.clh"
#include "tile.clh"

int step_row(int b, int s, int time, int reverse) {
  return b * time + (reverse ? time - 1 - s : s);
}

// Whether utterance b, `row` of [B, T], rests there.
int rests(global const float *lengths, int padded, int b, int row, int time) {
  return padded && row - b * time >= (int)lengths[b];
}

// gates_t += h_{t−1}·W_hhᵀ for the tile's utterances, with W_hhᵀ packed [panels, H, COLS].
void recurrent_gates(
    global float *gates, global const float *previous, global const float *w, const int rows[ROWS],
    int live, int hidden) {
  const int n = 4 * hidden;
  int at[ROWS];
#pragma unroll
  for (int i = 0; i < ROWS; i++) {
    at[i] = rows[i] * hidden;
  }
  for (int col = 0; col < n; col += COLS) {
    float_v sums[ROWS][COLS_V];
#pragma unroll
    for (int i = 0; i < ROWS; i++) {
#pragma unroll
      for (int j = 0; j < COLS_V; j++) {
        const int c = col + j * V;
        sums[i][j] = c < n ? get(gates + rows[i] * n + c, n - c) : 0;
      }
    }
    tile_multiply(sums, previous, at, 1, w + col * hidden, COLS, hidden);
#pragma unroll
    for (int i = 0; i < ROWS; i++) {
#pragma unroll
      for (int j = 0; j < COLS_V; j++) {
        const int c = col + j * V;
        if (i < live && c < n) {
          put(sums[i][j], gates + rows[i] * n + c, n - c);
        }
      }
    }
  }
}

// i, f, o = σ(a), g = tanh(a), c_t = f·c_{t−1} + i·g, h_t = o·tanh(c_t), in `cells`, `out` and, for
// the next step, `previous`.
kernel void lstm_forward(
    ARRAY(out), ARRAY(gates), ARRAY(cells), ARRAY(previous), ARRAY(h), ARRAY(c), ARRAY(w),
    ARRAY(lengths), const int padded, const int batch, const int time, const int hidden,
    const int out_stride, const int reverse) {
  const int first = get_global_id(0) * ROWS;
  if (first >= batch) {
    return;
  }
  LOCATE(out);
  LOCATE(gates);
  LOCATE(cells);
  LOCATE(previous);
  LOCATE(h);
  LOCATE(c);
  LOCATE(w);
  LOCATE(lengths);
  const int live = min(ROWS, batch - first);
  for (int s = 0; s < time; s++) {
    int rows[ROWS];
#pragma unroll
    for (int i = 0; i < ROWS; i++) {
      rows[i] = step_row(first + min(i, live - 1), s, time, reverse);
    }
    for (int i = 0; i < live; i++) {
      for (int j = 0; j < hidden; j += V) {
        put(get(h + (first + i) * hidden + j, hidden - j), previous + rows[i] * hidden + j,
            hidden - j);
      }
    }
    recurrent_gates(gates, previous, w, rows, live, hidden);
    for (int i = 0; i < live; i++) {
      const int row = step_row(first + i, s, time, reverse);
      const int rest_here = rests(lengths, padded, first + i, row, time);
      for (int j = 0; j < hidden; j += V) {
        const int rest = hidden - j;
        global float *a = gates + row * 4 * hidden + j;
        global float *state = c + (first + i) * hidden + j;
        if (rest_here) {
          put(get(state, rest), cells + row * hidden + j, rest);
          put((float_v)(0), out + row * out_stride + j, rest);
          continue;
        }
        const float_v in = sigmoid_v(get(a, rest));
        const float_v forget = sigmoid_v(get(a + hidden, rest));
        const float_v cell = tanh_v(get(a + 2 * hidden, rest));
        const float_v show = sigmoid_v(get(a + 3 * hidden, rest));
        const float_v next = fma(forget, get(state, rest), in * cell);
        const float_v shown = show * tanh_v(next);
        put(in, a, rest);
        put(forget, a + hidden, rest);
        put(cell, a + 2 * hidden, rest);
        put(show, a + 3 * hidden, rest);
        put(next, state, rest);
        put(next, cells + row * hidden + j, rest);
        put(shown, out + row * out_stride + j, rest);
        put(shown, h + (first + i) * hidden + j, rest);
      }
    }
  }
}

// dgates of one step, and dc for the step before, from dh = dout_t + what the step behind sent
// back.
void step_gradient(
    global float *dgates, global const float *dout, global const float *gates,
    global const float *cells, global const float *before, global const float *dh,
    global float *dc, int hidden) {
  for (int j = 0; j < hidden; j += V) {
    const int rest = hidden - j;
    const float_v in = get(gates + j, rest);
    const float_v forget = get(gates + hidden + j, rest);
    const float_v cell = get(gates + 2 * hidden + j, rest);
    const float_v show = get(gates + 3 * hidden + j, rest);
    const float_v t = tanh_v(get(cells + j, rest));
    const float_v dhj = get(dh + j, rest) + get(dout + j, rest);
    const float_v dcj = fma(dhj * show, 1 - t * t, get(dc + j, rest));
    const float_v last = before ? get(before + j, rest) : (float_v)(0);
    put(dcj * cell * in * (1 - in), dgates + j, rest);
    put(dcj * last * forget * (1 - forget), dgates + hidden + j, rest);
    put(dcj * in * (1 - cell * cell), dgates + 2 * hidden + j, rest);
    put(dhj * t * show * (1 - show), dgates + 3 * hidden + j, rest);
    put(dcj * forget, dc + j, rest);
  }
}

// dh_{t−1} = dgates_t·W_hh for the tile's utterances that do not rest, with W_hh packed [panels, 4H,
// COLS].
void recurrent_gradient(
    global float *dh, global const float *dgates, global const float *w, const int rows[ROWS],
    const int resting[ROWS], int live, int hidden) {
  int at[ROWS];
#pragma unroll
  for (int i = 0; i < ROWS; i++) {
    at[i] = rows[i] * 4 * hidden;
  }
  for (int col = 0; col < hidden; col += COLS) {
    float_v sums[ROWS][COLS_V];
#pragma unroll
    for (int i = 0; i < ROWS; i++) {
#pragma unroll
      for (int j = 0; j < COLS_V; j++) {
        sums[i][j] = 0;
      }
    }
    tile_multiply(sums, dgates, at, 1, w + col * 4 * hidden, COLS, 4 * hidden);
#pragma unroll
    for (int i = 0; i < ROWS; i++) {
#pragma unroll
      for (int j = 0; j < COLS_V; j++) {
        const int c = col + j * V;
        if (i < live && !resting[i] && c < hidden) {
          put(sums[i][j], dh + i * hidden + c, hidden - c);
        }
      }
    }
  }
}

// dgates of all steps, the last one first. `start` [batch, H] is c before the first step, if
// `started`, else 0.
kernel void lstm_backward(
    ARRAY(dgates), ARRAY(dh), ARRAY(dc), ARRAY(dout), ARRAY(gates), ARRAY(cells), ARRAY(start),
    const int started, ARRAY(w), ARRAY(lengths), const int padded, const int batch, const int time,
    const int hidden, const int out_stride, const int reverse) {
  const int first = get_global_id(0) * ROWS;
  if (first >= batch) {
    return;
  }
  LOCATE(dgates);
  LOCATE(dout);
  LOCATE(gates);
  LOCATE(cells);
  LOCATE(start);
  LOCATE(w);
  LOCATE(lengths);
  dh += dh_at + first * hidden;
  dc += dc_at + first * hidden;
  const int live = min(ROWS, batch - first);
  for (int s = time - 1; s >= 0; s--) {
    int rows[ROWS];
    int resting[ROWS];
#pragma unroll
    for (int i = 0; i < ROWS; i++) {
      const int b = first + min(i, live - 1);
      rows[i] = step_row(b, s, time, reverse);
      resting[i] = rests(lengths, padded, b, rows[i], time);
    }
    for (int i = 0; i < live; i++) {
      const int row = step_row(first + i, s, time, reverse);
      const int before = reverse ? row + 1 : row - 1;
      global const float *last = started ? start + (first + i) * hidden : 0;
      if (resting[i]) {
        for (int j = 0; j < 4 * hidden; j++) {
          dgates[row * 4 * hidden + j] = 0;
        }
      } else {
        step_gradient(
            dgates + row * 4 * hidden, dout + row * out_stride, gates + row * 4 * hidden,
            cells + row * hidden, s == 0 ? last : cells + before * hidden, dh + i * hidden,
            dc + i * hidden, hidden);
      }
    }
    recurrent_gradient(dh, dgates, w, rows, resting, live, hidden);
  }
}
