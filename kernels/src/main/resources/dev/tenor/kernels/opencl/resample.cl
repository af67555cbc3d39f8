// Weighted sums over windows along the middle axis of x [outer, in, inner].

#include "common.clh"

// y[o,i,c] = Σ weight[i,t] · x[o, first[i] + t, c] over t < count[i]; table [out, 2 + taps] holds
// first, count and weights. The rows of the matrix that the work-items share are (o, i).
kernel void along_axis(
    ARRAY(y), ARRAY(x), ARRAY(table), const int rows, const int in, const int out,
    const int inner, const int taps) {
  ROW_VECTOR(rows, inner)
  table += table_at + row % out * (2 + taps);
  x += x_at + (row / out * in + (int)table[0]) * inner + c;
  const int count = table[1];
  float_v sum = 0;
  for (int t = 0; t < count; t++) {
    sum = fma((float_v)(table[2 + t]), get(x + t * inner, rest), sum);
  }
  put(sum, y + y_at + row * inner + c, rest);
}
