// Maps over n elements whose operands may be repeated: the common shape is d0 … d4, the last fastest,
// and operand x has stride x0 … x4 along its axes, 0 where it is repeated. A work-item computes one
// element.

#include "common.clh"

#define SHAPE const int n, const int d1, const int d2, const int d3, const int d4
#define STRIDES(x) const int x##0, const int x##1, const int x##2, const int x##3, const int x##4

// Sets `at` to this work-item's element and i0 … i4 to its index.
#define ELEMENT                 \
  const int at = get_global_id(0); \
  if (at >= n) {                \
    return;                     \
  }                             \
  const int i4 = at % d4;       \
  const int rest4 = at / d4;    \
  const int i3 = rest4 % d3;    \
  const int rest3 = rest4 / d3; \
  const int i2 = rest3 % d2;    \
  const int rest2 = rest3 / d2; \
  const int i1 = rest2 % d1;    \
  const int i0 = rest2 / d1;

// The operand's element.
#define OPERAND(x) \
  x[x##_at + i0 * x##_0 + i1 * x##_1 + i2 * x##_2 + i3 * x##_3 + i4 * x##_4]

#define BINARY(name, value)                                                          \
  kernel void binary_##name##_strided(                                               \
      ARRAY(y), ARRAY(a), ARRAY(b), SHAPE, STRIDES(a_), STRIDES(b_)) {               \
    ELEMENT                                                                          \
    const float v = OPERAND(a);                                                      \
    const float w = OPERAND(b);                                                      \
    y[y_at + at] = value;                                                            \
  }

BINARY(add, v + w)
BINARY(sub, v - w)
BINARY(mul, v * w)
BINARY(div, v / w)
BINARY(pow, pow(v, w))
BINARY(min, isnan(v) || v < w ? v : w)
BINARY(max, isnan(v) || v > w ? v : w)
BINARY(prelu, v > 0 ? v : v * w)
BINARY(greater, v > w ? 1.0f : 0.0f)
BINARY(greater_equal, v >= w ? 1.0f : 0.0f)
BINARY(less, v < w ? 1.0f : 0.0f)
BINARY(less_equal, v <= w ? 1.0f : 0.0f)
BINARY(equal, v == w ? 1.0f : 0.0f)
BINARY(not_equal, v != w ? 1.0f : 0.0f)

// d = dy · slope, for all elements of the common shape.
#define GRADIENT(name, slope)                                                            \
  kernel void binary_##name(                                                             \
      ARRAY(d), ARRAY(dy), ARRAY(a), ARRAY(b), SHAPE, STRIDES(a_), STRIDES(b_)) {        \
    ELEMENT                                                                              \
    const float v = OPERAND(a);                                                          \
    const float w = OPERAND(b);                                                          \
    d[d_at + at] = dy[dy_at + at] * (slope);                                             \
  }

GRADIENT(add_gradient_a, 1.0f)
GRADIENT(add_gradient_b, 1.0f)
GRADIENT(sub_gradient_a, 1.0f)
GRADIENT(sub_gradient_b, -1.0f)
GRADIENT(mul_gradient_a, w)
GRADIENT(mul_gradient_b, v)
GRADIENT(div_gradient_a, 1 / w)
GRADIENT(div_gradient_b, -(v / w / w))
GRADIENT(pow_gradient_a, w == 0 ? 0.0f : w * pow(v, w - 1))
GRADIENT(pow_gradient_b, v == 0 && w >= 0 ? 0.0f : pow(v, w) * log(v))
GRADIENT(min_gradient_a, v > w ? 0.0f : v == w ? 0.5f : 1.0f)
GRADIENT(min_gradient_b, v < w ? 0.0f : v == w ? 0.5f : 1.0f)
GRADIENT(max_gradient_a, v < w ? 0.0f : v == w ? 0.5f : 1.0f)
GRADIENT(max_gradient_b, v > w ? 0.0f : v == w ? 0.5f : 1.0f)
GRADIENT(prelu_gradient_a, v > 0 ? 1.0f : w)
GRADIENT(prelu_gradient_b, v > 0 ? 0.0f : v)

// y = mask ≠ 0 ? a : b
kernel void choose(
    ARRAY(y), ARRAY(mask), ARRAY(a), ARRAY(b), SHAPE, STRIDES(mask_), STRIDES(a_), STRIDES(b_)) {
  ELEMENT
  y[y_at + at] = OPERAND(mask) != 0 ? OPERAND(a) : OPERAND(b);
}
