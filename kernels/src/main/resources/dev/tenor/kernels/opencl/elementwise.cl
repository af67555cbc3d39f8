// Maps over n elements. A work-item computes V neighbours; the last one's may be fewer. y may be an
// input as well, so no pointer is `restrict`.

#include "common.clh"
#include "math.clh"

// Sets `i` to this work-item's first element and `rest` to how many there are from it on.
#define MAP(n)                     \
  const int i = get_global_id(0) * V; \
  const int rest = n - i;          \
  if (rest <= 0) {                 \
    return;                        \
  }

#define UNARY(name, value)                          \
  kernel void name(ARRAY(y), ARRAY(x), const int n) { \
    MAP(n)                                          \
    const float_v v = get(x + x_at + i, rest);      \
    put(value, y + y_at + i, rest);                 \
  }

// 2u of GELU's approximation: ½(1 + tanh u) = σ(2u) with u = √(2/π)·(x + 0.044715·x³).
float_v gelu_argument(float_v x) {
  return 1.5957691216f * x * (1 + 0.044715f * x * x);
}

// The slope of x·σ(2u). Where x² is large σ·(1 − σ) is 0; the bound keeps x² finite.
float_v gelu_tanh_slope(float_v x) {
  const float_v s = sigmoid_v(gelu_argument(x));
  return s + x * s * (1 - s) * 1.5957691216f * (1 + 0.134145f * AT_MOST(x * x, 1e8f));
}

UNARY(elu, elu_v(v))
UNARY(relu, select(v, (float_v)(0), v < 0))
UNARY(gelu, v * normal_v(v))
UNARY(tanh_map, tanh_v(v))
UNARY(sigmoid, sigmoid_v(v))
UNARY(gelu_tanh, v * sigmoid_v(gelu_argument(v)))
UNARY(silu, v * sigmoid_v(v))
UNARY(softplus, select(v, (float_v)(0), v < 0) + log1p(exp_v(-fabs(v))))
UNARY(exp_map, exp_v(v))
UNARY(log_map, log(v))
UNARY(sqrt_map, sqrt(v))
UNARY(rsqrt_map, 1 / sqrt(v))
UNARY(abs_map, fabs(v))
UNARY(negate, -v)
UNARY(square, v * v)
UNARY(reciprocal, 1 / v)
UNARY(sin_map, sin(v))
UNARY(cos_map, cos(v))

// `slope` is fn′(v), where u = fn(v).
#define UNARY_GRADIENT(name, slope)                                                     \
  kernel void name(ARRAY(dx), ARRAY(dy), ARRAY(x), ARRAY(y), const int n) {             \
    MAP(n)                                                                              \
    const float_v v = get(x + x_at + i, rest);                                          \
    const float_v u = get(y + y_at + i, rest);                                          \
    put(get(dy + dy_at + i, rest) * (slope), dx + dx_at + i, rest);                     \
  }

UNARY_GRADIENT(elu_gradient, select(u + 1, (float_v)(1), v > 0))
UNARY_GRADIENT(relu_gradient, select((float_v)(0), (float_v)(1), v > 0))
UNARY_GRADIENT(gelu_gradient, normal_v(v) + v * 0.39894228040f * exp_v(-0.5f * v * v))
UNARY_GRADIENT(tanh_gradient, 1 - u * u)
UNARY_GRADIENT(sigmoid_gradient, u * (1 - u))
UNARY_GRADIENT(gelu_tanh_gradient, gelu_tanh_slope(v))
UNARY_GRADIENT(silu_gradient, sigmoid_v(v) * (1 + v * (1 - sigmoid_v(v))))
UNARY_GRADIENT(softplus_gradient, sigmoid_v(v))
UNARY_GRADIENT(exp_gradient, u)
UNARY_GRADIENT(log_gradient, 1 / v)
UNARY_GRADIENT(sqrt_gradient, 0.5f / u)
UNARY_GRADIENT(rsqrt_gradient, -0.5f * u * u * u)
UNARY_GRADIENT(abs_gradient, select(select(v, (float_v)(1), v > 0), (float_v)(-1), v < 0))
UNARY_GRADIENT(negate_gradient, (float_v)(-1))
UNARY_GRADIENT(square_gradient, 2 * v)
UNARY_GRADIENT(reciprocal_gradient, -u * u)
UNARY_GRADIENT(sin_gradient, cos(v))
UNARY_GRADIENT(cos_gradient, -sin(v))

// The smaller of the bounds wins where they cross; NaN stays.
kernel void clamp_map(ARRAY(y), ARRAY(x), const float low, const float high, const int n) {
  MAP(n)
  const float_v v = get(x + x_at + i, rest);
  put(AT_MOST(AT_LEAST(v, low), high), y + y_at + i, rest);
}

kernel void clamp_gradient(
    ARRAY(dx), ARRAY(dy), ARRAY(x), const float low, const float high, const int n) {
  MAP(n)
  const float_v v = get(x + x_at + i, rest);
  const float_v slope = select((float_v)(0), (float_v)(1), v >= low && v <= high);
  put(get(dy + dy_at + i, rest) * slope, dx + dx_at + i, rest);
}

#define BINARY(name, operator)                                                             \
  kernel void name(ARRAY(y), ARRAY(a), ARRAY(b), const int n) {                            \
    MAP(n)                                                                                 \
    put(get(a + a_at + i, rest) operator get(b + b_at + i, rest), y + y_at + i, rest);     \
  }

BINARY(add, +)
BINARY(subtract, -)
BINARY(multiply, *)

// y[o,j,i] = a[o,j,i] op b[o,i]; the rows of the matrix are (o, j).
#define BINARY_BROADCAST(name, operator)                                            \
  kernel void name(                                                                 \
      ARRAY(y), ARRAY(a), ARRAY(b), const int rows, const int axis, const int inner) { \
    ROW_VECTOR(rows, inner)                                                         \
    const int at = row * inner + c;                                                 \
    const float_v other = get(b + b_at + row / axis * inner + c, rest);             \
    put(get(a + a_at + at, rest) operator other, y + y_at + at, rest);              \
  }

BINARY_BROADCAST(add_broadcast, +)
BINARY_BROADCAST(subtract_broadcast, -)
BINARY_BROADCAST(multiply_broadcast, *)

kernel void scale(ARRAY(y), ARRAY(x), const float alpha, const int n) {
  MAP(n)
  put(alpha * get(x + x_at + i, rest), y + y_at + i, rest);
}

kernel void axpy(ARRAY(y), const float alpha, ARRAY(x), const int n) {
  MAP(n)
  const float_v sum = fma((float_v)(alpha), get(x + x_at + i, rest), get(y + y_at + i, rest));
  put(sum, y + y_at + i, rest);
}

// A work-item computes the eight elements of one random block.
kernel void dropout(
    ARRAY(y), ARRAY(x), const int threshold, const float scale, const long key, const long stream,
    const int n) {
  const int block = get_global_id(0);
  if (block * 8 >= n) {
    return;
  }
  const uint4 words = philox((ulong)key, (ulong)stream, (ulong)block);
  const uint bits[8] = {
      words.x & 0xFFFF, words.x >> 16, words.y & 0xFFFF, words.y >> 16,
      words.z & 0xFFFF, words.z >> 16, words.w & 0xFFFF, words.w >> 16};
  for (int j = 0; j < 8 && block * 8 + j < n; j++) {
    const int i = block * 8 + j;
    y[y_at + i] = (int)bits[j] >= threshold ? x[x_at + i] * scale : 0.0f;
  }
}
