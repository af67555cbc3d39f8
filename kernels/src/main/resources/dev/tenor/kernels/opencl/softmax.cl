// Softmax over the rows of x [rows, cols], and the cross-entropy on it. A work-item takes a row.

#include "common.clh"

float row_max(global const float *x, int n) {
  float m = -INFINITY;
  for (int i = 0; i < n; i++) {
    m = x[i] > m || isnan(x[i]) ? x[i] : m;
  }
  return m;
}

float row_sum_exp(global const float *x, int n, float m) {
  float sum = 0;
  for (int i = 0; i < n; i++) {
    sum += exp(x[i] - m);
  }
  return sum;
}

// A row of −∞ alone gives zeros.
kernel void softmax(ARRAY(y), ARRAY(x), const int rows, const int cols) {
  const int row = get_global_id(0);
  if (row >= rows) {
    return;
  }
  LOCATE(x);
  LOCATE(y);
  x += row * cols;
  y += row * cols;
  const float m = row_max(x, cols);
  const int hidden = m == -INFINITY;
  const float scale = hidden ? 0.0f : 1 / row_sum_exp(x, cols, m);
  for (int i = 0; i < cols; i++) {
    y[i] = hidden ? 0.0f : exp(x[i] - m) * scale;
  }
}

// −∞ to the scores [B, heads, queries, keys] of keys that no query may see: those from lengths[b]
// on, if `padded`, and those after the query, if `causal`. `entry` is heads·queries.
kernel void hide(
    ARRAY(x), ARRAY(lengths), const int n, const int entry, const int queries, const int keys,
    const int padded, const int causal) {
  const int i = get_global_id(0);
  if (i >= n) {
    return;
  }
  const int row = i / keys;
  const int key = i % keys;
  const int beyond = padded && key >= (int)lengths[lengths_at + row / entry];
  if (beyond || (causal && key > row % queries)) {
    x[x_at + i] = -INFINITY;
  }
}

kernel void softmax_gradient(
    ARRAY(dx), ARRAY(dy), ARRAY(y), const int rows, const int cols) {
  const int row = get_global_id(0);
  if (row >= rows) {
    return;
  }
  LOCATE(dx);
  LOCATE(dy);
  LOCATE(y);
  const int from = row * cols;
  float dot = 0;
  for (int i = from; i < from + cols; i++) {
    dot = fma(dy[i], y[i], dot);
  }
  for (int i = from; i < from + cols; i++) {
    dx[i] = y[i] * (dy[i] - dot);
  }
}

kernel void log_softmax(ARRAY(y), ARRAY(x), const int rows, const int cols) {
  const int row = get_global_id(0);
  if (row >= rows) {
    return;
  }
  LOCATE(x);
  LOCATE(y);
  x += row * cols;
  y += row * cols;
  const float m = row_max(x, cols);
  const float log_sum = log(row_sum_exp(x, cols, m));
  for (int i = 0; i < cols; i++) {
    y[i] = x[i] - m - log_sum;
  }
}

kernel void log_softmax_gradient(
    ARRAY(dx), ARRAY(dy), ARRAY(y), const int rows, const int cols) {
  const int row = get_global_id(0);
  if (row >= rows) {
    return;
  }
  LOCATE(dx);
  LOCATE(dy);
  LOCATE(y);
  const int from = row * cols;
  float sum = 0;
  for (int i = from; i < from + cols; i++) {
    sum += dy[i];
  }
  for (int i = from; i < from + cols; i++) {
    dx[i] = dy[i] - exp(y[i]) * sum;
  }
}

// probs = softmax(x), and each row's −log probs[label] into `losses`, to be averaged. A label that is
// no class is refused; its row gives NaN.
kernel void cross_entropy(
    ARRAY(losses), ARRAY(probs), ARRAY(x), ARRAY(labels), ARRAY(fault), const int rows,
    const int cols) {
  const int row = get_global_id(0);
  if (row >= rows) {
    return;
  }
  LOCATE(x);
  LOCATE(probs);
  x += row * cols;
  probs += row * cols;
  const float m = row_max(x, cols);
  const float sum = row_sum_exp(x, cols, m);
  for (int i = 0; i < cols; i++) {
    probs[i] = exp(x[i] - m) / sum;
  }
  const int label = checked(labels + labels_at, row, cols, LABEL, fault);
  losses[losses_at + row] = label < 0 ? NAN : m - x[label] + log(sum);
}

// dx = dloss[0]/rows · (probs − one-hot(labels)). A work-item computes one element.
kernel void cross_entropy_gradient(
    ARRAY(dx), ARRAY(dloss), ARRAY(probs), ARRAY(labels), const int rows, const int cols) {
  const int i = get_global_id(0);
  if (i < rows * cols) {
    const float target = i % cols == (int)labels[labels_at + i / cols] ? 1.0f : 0.0f;
    dx[dx_at + i] = dloss[dloss_at] / rows * (probs[probs_at + i] - target);
  }
}
