// Scaled dot-product attention for sequences whose scores are few: see ComposedAttention. Tokens of q,
// k, v and of their gradients are `token` floats apart, those of out and dout heads·dim. The scores
// of a query lie in probs and ds [batch, heads, queries, keys].

#include "common.clh"

#define SIZES                                                                              \
  const int batch, const int heads, const int dim, const int queries, const int keys,      \
      const int token, const float scale

// For kernels whose work-items take one of `count` tokens of a head each: sets the number of the
// head among all, `head`, the token's place `i`, and where the columns of the head begin in the
// first token of its batch entry, of `n` tokens.
#define HEAD_TOKEN(count)                                \
  const int head = get_global_id(0) / (count);           \
  const int i = get_global_id(0) % (count);              \
  if (head >= batch * heads) {                           \
    return;                                              \
  }                                                      \
  const int embed = heads * dim;                         \
  const int entry = head / heads;                        \
  const int column = head % heads * dim;
#define TOKENS(n, distance) (entry * (n) * (distance) + column)

float dot_of(global const float *a, global const float *b, int n) {
  float_v sum = 0;
  for (int c = 0; c < n; c += V) {
    sum = fma(get(a + c, n - c), get(b + c, n - c), sum);
  }
  return sum_of(sum);
}

// y = Σ weights[j]·x_j over the vectors x_j, `distance` floats apart, whose weights are `step` apart.
void weighted_sum(
    global float *y, global const float *weights, int step, global const float *x, int distance,
    int count, int n) {
  for (int c = 0; c < n; c += V) {
    float_v sum = 0;
    for (int j = 0; j < count; j++) {
      sum = fma((float_v)weights[j * step], get(x + j * distance + c, n - c), sum);
    }
    put(sum, y + c, n - c);
  }
}

// A work-item takes a query of a head. `masks` is 0 without a mask, 1 for one that all share, else
// the batch.
kernel void attention(
    ARRAY(out), ARRAY(probs), ARRAY(q), ARRAY(k), ARRAY(v), ARRAY(mask), const int masks, SIZES) {
  HEAD_TOKEN(queries)
  global float *row = probs + probs_at + get_global_id(0) * keys;
  global const float *query = q + q_at + TOKENS(queries, token) + i * token;
  global const float *key = k + k_at + TOKENS(keys, token);
  global const float *hide =
      mask + mask_at + ((masks > 1 ? entry : 0) * queries + i) * keys;
  float largest = -INFINITY;
  for (int j = 0; j < keys; j++) {
    float s = scale * dot_of(query, key + j * token, dim);
    s = masks > 0 ? s + hide[j] : s;
    row[j] = s;
    largest = s > largest || isnan(s) ? s : largest;
  }
  float sum = 0;
  for (int j = 0; j < keys; j++) {
    const float e = largest == -INFINITY ? 0.0f : exp(row[j] - largest);
    row[j] = e;
    sum += e;
  }
  for (int j = 0; j < keys; j++) {
    row[j] = largest == -INFINITY ? 0.0f : row[j] / sum;
  }
  weighted_sum(
      out + out_at + TOKENS(queries, embed) + i * embed, row, 1, v + v_at + TOKENS(keys, token),
      token, keys, dim);
}

// ds, the gradient of the scaled products, and dq. A work-item takes a query of a head.
kernel void attention_gradient_queries(
    ARRAY(dq), ARRAY(ds), ARRAY(dout), ARRAY(probs), ARRAY(k), ARRAY(v), SIZES) {
  HEAD_TOKEN(queries)
  const int at = get_global_id(0) * keys;
  global float *gradient = ds + ds_at + at;
  global const float *row = probs + probs_at + at;
  global const float *up = dout + dout_at + TOKENS(queries, embed) + i * embed;
  global const float *value = v + v_at + TOKENS(keys, token);
  float dot = 0;
  for (int j = 0; j < keys; j++) {
    const float g = dot_of(up, value + j * token, dim);
    gradient[j] = g;
    dot = fma(g, row[j], dot);
  }
  for (int j = 0; j < keys; j++) {
    gradient[j] = scale * row[j] * (gradient[j] - dot);
  }
  weighted_sum(
      dq + dq_at + TOKENS(queries, token) + i * token, gradient, 1, k + k_at + TOKENS(keys, token),
      token, keys, dim);
}

// dk and dv. A work-item takes a key of a head.
kernel void attention_gradient_keys(
    ARRAY(dk), ARRAY(dv), ARRAY(dout), ARRAY(ds), ARRAY(probs), ARRAY(q), SIZES) {
  HEAD_TOKEN(keys)
  const int at = head * queries * keys + i;
  const int to = TOKENS(keys, token) + i * token;
  weighted_sum(
      dk + dk_at + to, ds + ds_at + at, keys, q + q_at + TOKENS(queries, token), token, queries,
      dim);
  weighted_sum(
      dv + dv_at + to, probs + probs_at + at, keys, dout + dout_at + TOKENS(queries, embed), embed,
      queries, dim);
}
