// The recurrence of one direction of a GRU or of a plain recurrent layer, all time steps in one
// launch: a work-group takes one utterance through time, as in lstm_local.cl. `states` [batch, H] hold
// the state before the first step and receive that after the last one, `dstates` their gradients the
// other way round. With `padded`, an utterance rests from lengths[b] on.

#include "common.clh"

#define SIZES                                                                             \
  const int padded, const int batch, const int time, const int hidden, const int out_stride, \
      const int reverse

// Sets the utterance, the number of work-items and the utterance's end.
#define ENTRY                            \
  const int items = get_local_size(0);   \
  const int entry = get_group_id(0);     \
  const int end = padded ? (int)lengths[lengths_at + entry] : time;

// Sets the time and the row of step s.
#define STEP(s)                                       \
  const int place = reverse ? time - 1 - (s) : (s);   \
  const int row = entry * time + place;

#define EACH(j, n) for (int j = get_local_id(0); j < (n); j += items)

float sigmoid_1(float x) {
  return 1 / (1 + exp(-x));
}

// Σ h·column of W_hhᵀ [H, n].
float recurrent(global const float *w, local const float *h, int column, int n, int hidden, float sum) {
  for (int j = 0; j < hidden; j++) {
    sum = fma(w[j * n + column], h[j], sum);
  }
  return sum;
}

// Σ da·column of W_hh [n, H].
float recurrent_gradient(
    global const float *w, local const float *da, int column, int n, int hidden, float sum) {
  for (int gate = 0; gate < n; gate++) {
    sum = fma(w[gate * hidden + column], da[gate], sum);
  }
  return sum;
}

// With s = h·W_hhᵀ: r, z = σ(gates + s), u = s_n + bias, n = tanh(gates_n + r·u), h = (1 − z)·n + z·h.
// `h` holds H floats, `a` 3H.
kernel void gru_forward(
    ARRAY(out), ARRAY(gates), ARRAY(inner), ARRAY(previous), ARRAY(states), ARRAY(w), ARRAY(bias),
    ARRAY(lengths), local float *h, local float *a, SIZES) {
  ENTRY
  const int n = 3 * hidden;
  LOCATE(w);
  LOCATE(bias);
  EACH(j, hidden) {
    h[j] = states[states_at + entry * hidden + j];
  }
  for (int s = 0; s < time; s++) {
    STEP(s)
    barrier(CLK_LOCAL_MEM_FENCE);
    EACH(gate, place < end ? n : 0) {
      const int last = gate >= 2 * hidden;
      const float x = gates[gates_at + row * n + gate];
      const float first = last ? bias[gate - 2 * hidden] : x;
      const float sum = recurrent(w, h, gate, n, hidden, first);
      a[gate] = last ? sum : sigmoid_1(sum);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    EACH(j, hidden) {
      previous[previous_at + row * hidden + j] = h[j];
      if (place < end) {
        global float *g = gates + gates_at + row * n;
        const float u = a[2 * hidden + j];
        const float candidate = tanh(fma(a[j], u, g[2 * hidden + j]));
        g[j] = a[j];
        g[hidden + j] = a[hidden + j];
        g[2 * hidden + j] = candidate;
        inner[inner_at + row * hidden + j] = u;
        h[j] = fma(a[hidden + j], h[j] - candidate, candidate);
      }
      out[out_at + row * out_stride + j] = place < end ? h[j] : 0.0f;
    }
  }
  EACH(j, hidden) {
    states[states_at + entry * hidden + j] = h[j];
  }
}

// `dh` holds H floats, `da` 3H: the gradients of s.
kernel void gru_backward(
    ARRAY(dgates), ARRAY(drecurrent), ARRAY(dstates), ARRAY(dout), ARRAY(gates), ARRAY(inner),
    ARRAY(previous), ARRAY(w), ARRAY(lengths), local float *dh, local float *da, SIZES) {
  ENTRY
  const int n = 3 * hidden;
  LOCATE(w);
  EACH(j, hidden) {
    dh[j] = dstates[dstates_at + entry * hidden + j];
  }
  for (int s = time - 1; s >= 0; s--) {
    STEP(s)
    const int live = place < end;
    global const float *g = gates + gates_at + row * n;
    global float *to = dgates + dgates_at + row * n;
    global float *back = drecurrent + drecurrent_at + row * n;
    EACH(j, hidden) {
      const float r = live ? g[j] : 0.0f;
      const float z = live ? g[hidden + j] : 0.0f;
      const float c = live ? g[2 * hidden + j] : 0.0f;
      const float u = live ? inner[inner_at + row * hidden + j] : 0.0f;
      const float d = live ? dh[j] + dout[dout_at + row * out_stride + j] : 0.0f;
      const float dn = d * (1 - z) * (1 - c * c);
      const float dz = d * (previous[previous_at + row * hidden + j] - c) * z * (1 - z);
      const float dr = dn * u * r * (1 - r);
      to[j] = dr;
      to[hidden + j] = dz;
      to[2 * hidden + j] = dn;
      back[j] = dr;
      back[hidden + j] = dz;
      back[2 * hidden + j] = dn * r;
      da[j] = dr;
      da[hidden + j] = dz;
      da[2 * hidden + j] = dn * r;
      dh[j] = live ? d * z : dh[j];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    EACH(j, live ? hidden : 0) {
      dh[j] = recurrent_gradient(w, da, j, n, hidden, dh[j]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  EACH(j, hidden) {
    dstates[dstates_at + entry * hidden + j] = dh[j];
  }
}

// h = fn(gates + h·W_hhᵀ), fn being ReLU, if `relu`, or tanh. `h` holds H floats.
kernel void rnn_forward(
    ARRAY(out), ARRAY(gates), ARRAY(previous), ARRAY(states), ARRAY(w), ARRAY(lengths),
    local float *h, const int relu, SIZES) {
  ENTRY
  LOCATE(w);
  EACH(j, hidden) {
    h[j] = states[states_at + entry * hidden + j];
  }
  for (int s = 0; s < time; s++) {
    STEP(s)
    barrier(CLK_LOCAL_MEM_FENCE);
    EACH(j, hidden) {
      float value = 0;
      if (place < end) {
        const float sum = recurrent(w, h, j, hidden, hidden, gates[gates_at + row * hidden + j]);
        value = !relu ? tanh(sum) : sum < 0 ? 0.0f : sum;
      }
      previous[previous_at + row * hidden + j] = h[j];
      out[out_at + row * out_stride + j] = value;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    EACH(j, place < end ? hidden : 0) {
      h[j] = out[out_at + row * out_stride + j];
    }
  }
  EACH(j, hidden) {
    states[states_at + entry * hidden + j] = h[j];
  }
}

// `dh` and `da` hold H floats.
kernel void rnn_backward(
    ARRAY(dgates), ARRAY(dstates), ARRAY(dout), ARRAY(out), ARRAY(w), ARRAY(lengths),
    local float *dh, local float *da, const int relu, SIZES) {
  ENTRY
  LOCATE(w);
  EACH(j, hidden) {
    dh[j] = dstates[dstates_at + entry * hidden + j];
  }
  for (int s = time - 1; s >= 0; s--) {
    STEP(s)
    const int live = place < end;
    EACH(j, hidden) {
      float d = 0;
      if (live) {
        const float y = out[out_at + row * out_stride + j];
        const float slope = !relu ? 1 - y * y : y > 0 ? 1.0f : 0.0f;
        d = (dh[j] + dout[dout_at + row * out_stride + j]) * slope;
      }
      da[j] = d;
      dgates[dgates_at + row * hidden + j] = d;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    EACH(j, live ? hidden : 0) {
      dh[j] = recurrent_gradient(w, da, j, hidden, hidden, 0.0f);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  EACH(j, hidden) {
    dstates[dstates_at + entry * hidden + j] = dh[j];
  }
}
