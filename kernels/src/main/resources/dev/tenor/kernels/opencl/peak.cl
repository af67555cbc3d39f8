// What the device can do at most: arithmetic on registers, and memory.

#include "common.clh"

// Ten independent sums hide the latency of the multiply-add.
kernel void peak_fma(ARRAY(out), const int times) {
  const float_v b = 0.999f;
  const float_v c = 0.001f + get_global_id(0) * 1e-9f;
  float_v s0 = c, s1 = c, s2 = c, s3 = c, s4 = c, s5 = c, s6 = c, s7 = c, s8 = c, s9 = c;
  for (int i = 0; i < times; i++) {
    s0 = fma(s0, b, c);
    s1 = fma(s1, b, c);
    s2 = fma(s2, b, c);
    s3 = fma(s3, b, c);
    s4 = fma(s4, b, c);
    s5 = fma(s5, b, c);
    s6 = fma(s6, b, c);
    s7 = fma(s7, b, c);
    s8 = fma(s8, b, c);
    s9 = fma(s9, b, c);
  }
  const float_v sum = s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9;
  out[out_at + get_global_id(0)] = sum_of(sum);
}

// a = b + s·c over n vectors, `times` times. On a processor a work-item goes over neighbours, which
// stay in its cache; elsewhere items that run together do.
kernel void peak_triad(
    ARRAY(a), ARRAY(b), ARRAY(c), const int n, const int times, const int neighbours,
    const float s) {
  const int items = get_global_size(0);
  const int id = get_global_id(0);
  const int share = (n + items - 1) / items;
  const int from = neighbours ? id * share : id;
  const int to = neighbours ? min(from + share, n) : n;
  const int step = neighbours ? 1 : items;
  a += a_at;
  b += b_at;
  c += c_at;
  for (int t = 0; t < times; t++) {
    for (int i = from; i < to; i += step) {
      STORE(fma(LOAD(c + i * V), (float_v)s, LOAD(b + i * V)), a + i * V);
    }
  }
}
