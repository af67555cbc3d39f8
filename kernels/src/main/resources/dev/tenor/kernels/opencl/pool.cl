// 2-D pooling without padding, channels last: x [B,H,W,C], y [B,outH,outW,C].
// Parameters of every kernel: height, width, out_h, out_w, the window kh × kw and its steps sh, sw.
// The rows of the matrix that the work-items share are the pixels of the array that is written.

#include "common.clh"

#define POOL                                                                                \
  const int images, const int channels, const int height, const int width, const int out_h, \
      const int out_w, const int kh, const int kw, const int sh, const int sw

// Sets c and rest, and the place (b, line, column) of this work-item's pixel in an array of h × w.
#define PIXEL(h, w)                            \
  ROW_VECTOR(images * (h) * (w), channels)     \
  const int column = row % (w);                \
  const int line = row / (w) % (h);            \
  const int b = row / ((w) * (h));

kernel void avg_pool(ARRAY(y), ARRAY(x), POOL) {
  PIXEL(out_h, out_w)
  float_v sum = 0;
  for (int i = 0; i < kh; i++) {
    for (int j = 0; j < kw; j++) {
      const int from = (b * height + line * sh + i) * width + column * sw + j;
      sum += get(x + x_at + from * channels + c, rest);
    }
  }
  put(sum / (kh * kw), y + y_at + row * channels + c, rest);
}

// Every input pixel adds what the windows around it got.
kernel void avg_pool_gradient(ARRAY(dx), ARRAY(dy), POOL) {
  PIXEL(height, width)
  float_v sum = 0;
  for (int i = line % sh; i < kh; i += sh) {
    const int oh = (line - i) / sh;
    for (int j = column % sw; j < kw; j += sw) {
      const int ow = (column - j) / sw;
      if (line >= i && column >= j && oh < out_h && ow < out_w) {
        sum += get(dy + dy_at + ((b * out_h + oh) * out_w + ow) * channels + c, rest);
      }
    }
  }
  put(sum / (kh * kw), dx + dx_at + row * channels + c, rest);
}

// `index` gets the place of the maximum in its window, the first one on a tie; a NaN is a maximum.
kernel void max_pool(ARRAY(y), ARRAY(index), ARRAY(x), POOL) {
  PIXEL(out_h, out_w)
  for (int l = c; l < min(c + V, channels); l++) {
    float best = -INFINITY;
    int place = 0;
    for (int i = 0; i < kh * kw; i++) {
      const int from = (b * height + line * sh + i / kw) * width + column * sw + i % kw;
      const float value = x[x_at + from * channels + l];
      if (value > best || (isnan(value) && !isnan(best))) {
        best = value;
        place = i;
      }
    }
    y[y_at + row * channels + l] = best;
    index[index_at + row * channels + l] = place;
  }
}

kernel void max_pool_gradient(ARRAY(dx), ARRAY(dy), ARRAY(index), POOL) {
  PIXEL(height, width)
  for (int l = c; l < min(c + V, channels); l++) {
    float sum = 0;
    for (int i = line % sh; i < kh; i += sh) {
      const int oh = (line - i) / sh;
      for (int j = column % sw; j < kw; j += sw) {
        const int ow = (column - j) / sw;
        if (line >= i && column >= j && oh < out_h && ow < out_w) {
          const int out = ((b * out_h + oh) * out_w + ow) * channels + l;
          sum += (int)index[index_at + out] == i * kw + j ? dy[dy_at + out] : 0.0f;
        }
      }
    }
    dx[dx_at + row * channels + l] = sum;
  }
}
