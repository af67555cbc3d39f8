// What lies between a block's convolution z [B, height, width, C] and its output: batch norm, ELU,
// average pooling and dropout in one pass over z, and the way back.

#include "common.clh"
#include "math.clh"

// What dropout multiplies the elements i … i + V − 1 with: `scale`, or 0 where an element's random
// bits are below `threshold`. The bits are those of random.cl, two bytes an element.
float_v kept_v(global const float *bits, int i, int rest, int threshold, float scale) {
  if (threshold == 0) {
    return (float_v)(scale);
  }
  global const ushort *own = (global const ushort *)bits + i;
  if (rest >= V) {
    const int_v drawn = JOIN(convert_int, V)(JOIN(vload, V)(0, own));
    return drawn >= threshold ? (float_v)(scale) : (float_v)(0);
  }
  union {
    float_v v;
    float at[V];
  } kept;
  kept.v = 0;
  for (int l = 0; l < rest; l++) {
    kept.at[l] = own[l] >= threshold ? scale : 0.0f;
  }
  return kept.v;
}

#define DROPOUT ARRAY(bits), const int threshold, const float kept_scale

// out [B, out_h, out_w, C]; the rows of the matrix are the output's pixels.
kernel void block_output(
    ARRAY(out), ARRAY(z), ARRAY(mean), ARRAY(rstd), ARRAY(gamma), ARRAY(beta), const int images,
    const int channels, const int height, const int width, const int out_h, const int out_w,
    const int pool, DROPOUT) {
  ROW_VECTOR(images * out_h * out_w, channels)
  const int line = row / out_w;
  const int corner = (line / out_h * height + line % out_h * pool) * width + row % out_w * pool;
  const float_v m = get(mean + mean_at + c, rest);
  const float_v slope = get(rstd + rstd_at + c, rest) * get(gamma + gamma_at + c, rest);
  const float_v shift = get(beta + beta_at + c, rest);
  float_v sum = 0;
  for (int i = 0; i < pool; i++) {
    for (int j = 0; j < pool; j++) {
      const float_v v = get(z + z_at + (corner + i * width + j) * channels + c, rest);
      sum += elu_v(fma(v - m, slope, shift));
    }
  }
  const int at = row * channels + c;
  sum *= kept_v(bits + bits_at, at, rest, threshold, kept_scale) / (pool * pool);
  put(sum, out + out_at + at, rest);
}

// d [B, height, width, C] = the gradient behind the batch norm, and the sums of d and d·x̂ over one
// chunk of `count` windows into partial [chunk, 2, C]. Windows that reach over the edge have no
// output, and d is 0 there. The rows of the matrix are the chunks.
kernel void block_gradient(
    ARRAY(d), ARRAY(partial), ARRAY(dout), ARRAY(z), ARRAY(mean), ARRAY(rstd), ARRAY(gamma),
    ARRAY(beta), const int chunks, const int count, const int images, const int channels,
    const int height, const int width, const int out_h, const int out_w, const int pool, DROPOUT) {
  ROW_VECTOR(chunks, channels)
  const int wide = (width + pool - 1) / pool; // windows, also those without an output
  const int high = (height + pool - 1) / pool;
  const float_v m = get(mean + mean_at + c, rest);
  const float_v scale = get(rstd + rstd_at + c, rest);
  const float_v g = get(gamma + gamma_at + c, rest);
  const float_v shift = get(beta + beta_at + c, rest);
  float_v sum = 0;
  float_v product = 0;
  float_v sum_part = 0;
  float_v product_part = 0;
  const int to = min((row + 1) * count, images * high * wide);
  for (int window = row * count; window < to; window++) {
    const int ow = window % wide;
    const int oh = window / wide % high;
    const int b = window / (wide * high);
    float_v share = 0;
    if (oh < out_h && ow < out_w) {
      const int at = ((b * out_h + oh) * out_w + ow) * channels + c;
      share = get(dout + dout_at + at, rest)
              * (kept_v(bits + bits_at, at, rest, threshold, kept_scale) / (pool * pool));
    }
    for (int h = oh * pool; h < min((oh + 1) * pool, height); h++) {
      for (int w = ow * pool; w < min((ow + 1) * pool, width); w++) {
        const int at = ((b * height + h) * width + w) * channels + c;
        const float_v unit = (get(z + z_at + at, rest) - m) * scale;
        const float_v normal = fma(unit, g, shift);
        const float_v slope = normal > 0 ? (float_v)(1) : expm1_v(normal) + 1;
        const float_v value = share * slope;
        put(value, d + d_at + at, rest);
        sum_part += value;
        product_part = fma(value, unit, product_part);
      }
    }
    if ((window + 1) % RUN == 0 || window + 1 == to) {
      sum += sum_part;
      product += product_part;
      sum_part = 0;
      product_part = 0;
    }
  }
  global float *out = partial + partial_at + 2 * row * channels + c;
  put(sum, out, rest);
  put(product, out + channels, rest);
}
