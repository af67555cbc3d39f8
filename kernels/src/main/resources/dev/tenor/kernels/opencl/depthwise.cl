// Depthwise 2-D convolution, channels last: x [B,H,W,C], w [kh·kw,C], y [B,out_h,out_w,C]. The rows
// of the matrix that the work-items share are the pixels, or taps, of the array that is written.

#include "common.clh"

#define DEPTHWISE                                                                              \
  const int rows, const int channels, const int height, const int width, const int out_h,      \
      const int out_w, const int kh, const int kw, const int sh, const int sw, const int ph,   \
      const int pw, const int dh, const int dw

kernel void depthwise(ARRAY(y), ARRAY(x), ARRAY(w), ARRAY(bias), DEPTHWISE) {
  ROW_VECTOR(rows, channels)
  const int image = row / (out_h * out_w) * height;
  const int top = row / out_w % out_h * sh - ph;
  const int left = row % out_w * sw - pw;
  float_v sum = 0;
  if (bias) {
    sum = get(bias + bias_at + c, rest);
  }
  for (int tap = 0; tap < kh * kw; tap++) {
    const int h = top + tap / kw * dh;
    const int v = left + tap % kw * dw;
    if (h >= 0 && h < height && v >= 0 && v < width) {
      const float_v value = get(x + x_at + ((image + h) * width + v) * channels + c, rest);
      sum = fma(value, get(w + w_at + tap * channels + c, rest), sum);
    }
  }
  put(sum, y + y_at + row * channels + c, rest);
}

// Every input pixel gathers the outputs that it is a tap of.
kernel void depthwise_data(ARRAY(dx), ARRAY(dy), ARRAY(w), DEPTHWISE) {
  ROW_VECTOR(rows, channels)
  const int image = row / (height * width) * out_h;
  const int top = row / width % height + ph;
  const int left = row % width + pw;
  float_v sum = 0;
  for (int tap = 0; tap < kh * kw; tap++) {
    const int h = top - tap / kw * dh;
    const int v = left - tap % kw * dw;
    if (h >= 0 && h % sh == 0 && h / sh < out_h && v >= 0 && v % sw == 0 && v / sw < out_w) {
      const int out = (image + h / sh) * out_w + v / sw;
      const float_v d = get(dy + dy_at + out * channels + c, rest);
      sum = fma(d, get(w + w_at + tap * channels + c, rest), sum);
    }
  }
  put(sum, dx + dx_at + row * channels + c, rest);
}

// The weights' gradient over `count` rows of outputs, `lines` in all, into partial [chunk, tap, C].
kernel void depthwise_weight(
    ARRAY(partial), ARRAY(dy), ARRAY(x), const int count, const int lines, DEPTHWISE) {
  ROW_VECTOR(rows, channels)
  const int tap = row % (kh * kw);
  const int from = row / (kh * kw) * count;
  float_v sum = 0;
  for (int line = from; line < min(from + count, lines); line++) {
    const int h = line % out_h * sh - ph + tap / kw * dh;
    float_v part = 0;
    for (int ow = 0; ow < out_w && h >= 0 && h < height; ow++) {
      const int v = ow * sw - pw + tap % kw * dw;
      if (v >= 0 && v < width) {
        const int pixel = (line / out_h * height + h) * width + v;
        const float_v d = get(dy + dy_at + (line * out_w + ow) * channels + c, rest);
        part = fma(d, get(x + x_at + pixel * channels + c, rest), part);
      }
    }
    sum += part;
  }
  put(sum, partial + partial_at + row * channels + c, rest);
}
