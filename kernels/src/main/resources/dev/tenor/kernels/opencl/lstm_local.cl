// The recurrence of one LSTM direction on GPUs, all time steps in one launch: a work-group takes
// one utterance through time, its items share out the gates, and what passes from step to step lies
// in local memory. See lstm.cl for the arrays.

#include "common.clh"

float sigmoid_1(float x) {
  return 1 / (1 + exp(-x));
}

// w is W_hhᵀ [H, 4H], so that neighbouring items read neighbouring weights. `h` and `c` hold H
// floats, `a` 4H.
kernel void lstm_forward_local(
    ARRAY(out), ARRAY(gates), ARRAY(cells), ARRAY(previous), ARRAY(states), ARRAY(cell_states),
    ARRAY(w), ARRAY(lengths), local float *h, local float *c, local float *a, const int padded,
    const int batch, const int time, const int hidden, const int out_stride, const int reverse) {
  const int items = get_local_size(0);
  const int entry = get_group_id(0);
  const int n = 4 * hidden;
  LOCATE(w);
  const int end = padded ? (int)lengths[lengths_at + entry] : time;
  for (int j = get_local_id(0); j < hidden; j += items) {
    h[j] = states[states_at + entry * hidden + j];
    c[j] = cell_states[cell_states_at + entry * hidden + j];
  }
  for (int s = 0; s < time; s++) {
    const int place = reverse ? time - 1 - s : s;
    const int row = entry * time + place;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int gate = get_local_id(0); gate < n && place < end; gate += items) {
      float sum = gates[gates_at + row * n + gate];
      for (int j = 0; j < hidden; j++) {
        sum = fma(w[j * n + gate], h[j], sum);
      }
      const float value = gate / hidden == 2 ? tanh(sum) : sigmoid_1(sum);
      a[gate] = value;
      gates[gates_at + row * n + gate] = value;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int j = get_local_id(0); j < hidden; j += items) {
      previous[previous_at + row * hidden + j] = h[j];
      if (place < end) {
        c[j] = fma(a[hidden + j], c[j], a[j] * a[2 * hidden + j]);
        h[j] = a[3 * hidden + j] * tanh(c[j]);
      }
      cells[cells_at + row * hidden + j] = c[j];
      out[out_at + row * out_stride + j] = place < end ? h[j] : 0.0f;
    }
  }
  for (int j = get_local_id(0); j < hidden; j += items) {
    states[states_at + entry * hidden + j] = h[j];
    cell_states[cell_states_at + entry * hidden + j] = c[j];
  }
}

// w is W_hh [4H, H]. `dh` and `dc` hold H floats, `da` 4H.
kernel void lstm_backward_local(
    ARRAY(dgates), ARRAY(dstates), ARRAY(dcell_states), ARRAY(dout), ARRAY(gates), ARRAY(cells),
    ARRAY(start), const int started, ARRAY(w), ARRAY(lengths), local float *dh, local float *dc,
    local float *da, const int padded, const int batch, const int time, const int hidden,
    const int out_stride, const int reverse) {
  const int items = get_local_size(0);
  const int entry = get_group_id(0);
  const int n = 4 * hidden;
  LOCATE(w);
  const int end = padded ? (int)lengths[lengths_at + entry] : time;
  for (int j = get_local_id(0); j < hidden; j += items) {
    dh[j] = dstates[dstates_at + entry * hidden + j];
    dc[j] = dcell_states[dcell_states_at + entry * hidden + j];
  }
  for (int s = time - 1; s >= 0; s--) {
    const int place = reverse ? time - 1 - s : s;
    const int row = entry * time + place;
    const int before = reverse ? row + 1 : row - 1;
    const int live = place < end;
    global const float *g = gates + gates_at + row * n;
    for (int j = get_local_id(0); j < hidden && live; j += items) {
      const float in = g[j];
      const float forget = g[hidden + j];
      const float cell = g[2 * hidden + j];
      const float show = g[3 * hidden + j];
      const float t = tanh(cells[cells_at + row * hidden + j]);
      const float origin = started ? start[start_at + entry * hidden + j] : 0.0f;
      const float last = s == 0 ? origin : cells[cells_at + before * hidden + j];
      const float dhj = dh[j] + dout[dout_at + row * out_stride + j];
      const float dcj = fma(dhj * show, 1 - t * t, dc[j]);
      da[j] = dcj * cell * in * (1 - in);
      da[hidden + j] = dcj * last * forget * (1 - forget);
      da[2 * hidden + j] = dcj * in * (1 - cell * cell);
      da[3 * hidden + j] = dhj * t * show * (1 - show);
      dc[j] = dcj * forget;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int gate = get_local_id(0); gate < n; gate += items) {
      dgates[dgates_at + row * n + gate] = live ? da[gate] : 0.0f;
    }
    for (int j = get_local_id(0); j < hidden && live; j += items) {
      float sum = 0;
      for (int gate = 0; gate < n; gate++) {
        sum = fma(w[gate * hidden + j], da[gate], sum);
      }
      dh[j] = sum;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  for (int j = get_local_id(0); j < hidden; j += items) {
    dstates[dstates_at + entry * hidden + j] = dh[j];
    dcell_states[dcell_states_at + entry * hidden + j] = dc[j];
  }
}
