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

UNARY(elu, elu_v(v))
UNARY(relu, select(v, (float_v)(0), v < 0))
UNARY(gelu, v * normal_v(v))
UNARY(tanh_map, tanh_v(v))
UNARY(sigmoid, sigmoid_v(v))

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
