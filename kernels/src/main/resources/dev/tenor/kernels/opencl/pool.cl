// 2-D pooling, channels last: x [B,H,W,C], y [B,outH,outW,C].
// Parameters of every kernel: height, width, out_h, out_w, the window kh × kw, its steps sh, sw, and
// the padding ph, pw, which is 0 for averages.
// The rows of the matrix that the work-items share are the pixels of the array that is written.

#include "common.clh"

#define POOL                                                                                \
  const int images, const int channels, const int height, const int width, const int out_h, \
      const int out_w, const int kh, const int kw, const int sh, const int sw, const int ph,  \
      const int pw

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
    int place = -1;
    for (int i = 0; i < kh * kw; i++) {
      const int h = line * sh - ph + i / kw;
      const int w = column * sw - pw + i % kw;
      if (h < 0 || h >= height || w < 0 || w >= width) {
        continue;
      }
      const float value = x[x_at + ((b * height + h) * width + w) * channels + l];
      if (place < 0 || value > best || (isnan(value) && !isnan(best))) {
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
    const int padded_line = line + ph;
    const int padded_column = column + pw;
    float sum = 0;
    for (int i = padded_line % sh; i < kh; i += sh) {
      const int oh = (padded_line - i) / sh;
      for (int j = padded_column % sw; j < kw; j += sw) {
        const int ow = (padded_column - j) / sw;
        if (padded_line >= i && padded_column >= j && oh < out_h && ow < out_w) {
          const int out = ((b * out_h + oh) * out_w + ow) * channels + l;
          sum += (int)index[index_at + out] == i * kw + j ? dy[dy_at + out] : 0.0f;
        }
      }
    }
    dx[dx_at + row * channels + l] = sum;
  }
}
