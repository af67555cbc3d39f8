// What lies between a block's convolution z [B, height, width, C] and its output: batch norm, ELU,
// average pooling and dropout in one pass over z, and the way back.

// What dropout multiplies the elements i … i + V − 1 with; eight of them share a random block.
float_v kept_v(int i, int threshold, float scale, long key, long stream) {
  if (threshold == 0) {
    return (float_v)(scale);
  }
  union {
    float_v v;
    float at[V];
  } kept;
  uint4 words = philox((ulong)key, (ulong)stream, (ulong)(i >> 3));
  for (int l = 0; l < V; l++) {
    const int e = i + l;
    if (l > 0 && (e & 7) == 0) {
      words = philox((ulong)key, (ulong)stream, (ulong)(e >> 3));
    }
    const uint pair = (e & 4) ? ((e & 2) ? words.w : words.z) : ((e & 2) ? words.y : words.x);
    const int bits = (int)((e & 1) ? pair >> 16 : pair & 0xFFFF);
    kept.at[l] = bits >= threshold ? scale : 0.0f;
  }
  return kept.v;
}

#define DROPOUT const int threshold, const float kept_scale, const long key, const long stream

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
  sum *= kept_v(at, threshold, kept_scale, key, stream) / (pool * pool);
  put(sum, out + out_at + at, rest);
}

// d [B, height, width, C] = the gradient behind the batch norm, and the sums of d and d·x̂ over one
// chunk of `count` windows into partial [chunk, 2, C]. Windows that reach over the edge have no
// output, and d is 0 there. Dimension 0 runs over channels in steps of V, dimension 1 over chunks.
kernel void block_gradient(
    ARRAY(d), ARRAY(partial), ARRAY(dout), ARRAY(z), ARRAY(mean), ARRAY(rstd), ARRAY(gamma),
    ARRAY(beta), const int count, const int images, const int channels, const int height,
    const int width, const int out_h, const int out_w, const int pool, DROPOUT) {
  const int c = get_global_id(0) * V;
  const int chunk = get_global_id(1);
  const int rest = channels - c;
  if (rest <= 0) {
    return;
  }
  const int across = (width + pool - 1) / pool; // windows, also those without an output
  const int down = (height + pool - 1) / pool;
  const float_v m = get(mean + mean_at + c, rest);
  const float_v scale = get(rstd + rstd_at + c, rest);
  const float_v g = get(gamma + gamma_at + c, rest);
  const float_v shift = get(beta + beta_at + c, rest);
  float_v sum = 0;
  float_v product = 0;
  const int to = min((chunk + 1) * count, images * down * across);
  for (int window = chunk * count; window < to; window++) {
    const int ow = window % across;
    const int oh = window / across % down;
    const int b = window / (across * down);
    float_v share = 0;
    if (oh < out_h && ow < out_w) {
      const int at = ((b * out_h + oh) * out_w + ow) * channels + c;
      share = get(dout + dout_at + at, rest)
              * (kept_v(at, threshold, kept_scale, key, stream) / (pool * pool));
    }
    for (int h = oh * pool; h < min((oh + 1) * pool, height); h++) {
      for (int w = ow * pool; w < min((ow + 1) * pool, width); w++) {
        const int at = ((b * height + h) * width + w) * channels + c;
        const float_v unit = (get(z + z_at + at, rest) - m) * scale;
        const float_v normal = fma(unit, g, shift);
        const float_v slope = select(expm1_v(normal) + 1, (float_v)(1), normal > 0);
        const float_v value = share * slope;
        put(value, d + d_at + at, rest);
        sum += value;
        product = fma(value, unit, product);
      }
    }
  }
  global float *out = partial + partial_at + 2 * chunk * channels + c;
  put(sum, out, rest);
  put(product, out + channels, rest);
}
