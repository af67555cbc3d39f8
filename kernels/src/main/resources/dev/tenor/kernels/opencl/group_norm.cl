// Group norm of x [images, places, channels], whose channels fall into groups of `width`. The
// statistics are [images, groups].

#include "common.clh"

#define SIZES                                                                                   \
  const int images, const int places, const int channels, const int groups, const int width

// Mean and rstd of a group. A work-item takes one, a row of channels at a time.
kernel void group_statistics(ARRAY(mean), ARRAY(rstd), ARRAY(x), const float eps, SIZES) {
  const int i = get_global_id(0);
  if (i >= images * groups) {
    return;
  }
  x += x_at + i / groups * places * channels + i % groups * width;
  float sum = 0;
  for (int run = 0; run < places; run += RUN) {
    float_v part = 0;
    for (int p = run; p < min(run + RUN, places); p++) {
      for (int c = 0; c < width; c += V) {
        part += get(x + p * channels + c, width - c);
      }
    }
    sum += sum_of(part);
  }
  const float m = sum / ((float)places * width);
  float squares = 0;
  for (int run = 0; run < places; run += RUN) {
    float part = 0;
    for (int p = run; p < min(run + RUN, places); p++) {
      for (int c = 0; c < width; c++) {
        const float centred = x[p * channels + c] - m;
        part = fma(centred, centred, part);
      }
    }
    squares += part;
  }
  mean[mean_at + i] = m;
  rstd[rstd_at + i] = 1 / sqrt(squares / ((float)places * width) + eps);
}

// Sets at, the number of this work-item's value, its channel c and its group.
#define VALUE                                                          \
  const int at = get_global_id(0);                                     \
  if (at >= images * places * channels) {                              \
    return;                                                            \
  }                                                                    \
  const int c = at % channels;                                         \
  const int group = at / (places * channels) * groups + c / width;

kernel void group_normalize(
    ARRAY(y), ARRAY(x), ARRAY(mean), ARRAY(rstd), ARRAY(gamma), ARRAY(beta), SIZES) {
  VALUE
  const float unit = (x[x_at + at] - mean[mean_at + group]) * rstd[rstd_at + group];
  y[y_at + at] = fma(unit, gamma[gamma_at + c], beta[beta_at + c]);
}

// Σ dy and Σ dy·x̂ of each channel of each image, [images, channels] both. A work-item takes one.
kernel void group_sums(
    ARRAY(sums), ARRAY(products), ARRAY(dy), ARRAY(x), ARRAY(mean), ARRAY(rstd), SIZES) {
  const int i = get_global_id(0);
  if (i >= images * channels) {
    return;
  }
  const int c = i % channels;
  const int group = i / channels * groups + c / width;
  const float m = mean[mean_at + group];
  const float scale = rstd[rstd_at + group];
  const int first = i / channels * places * channels + c;
  float sum = 0;
  float product = 0;
  for (int run = 0; run < places; run += RUN) {
    float sum_part = 0;
    float product_part = 0;
    for (int p = run; p < min(run + RUN, places); p++) {
      const float d = dy[dy_at + first + p * channels];
      sum_part += d;
      product_part = fma(d, (x[x_at + first + p * channels] - m) * scale, product_part);
    }
    sum += sum_part;
    product += product_part;
  }
  sums[sums_at + i] = sum;
  products[products_at + i] = product;
}

// The means of d and of d·x̂ over each group, with d = dy·gamma, side by side.
kernel void group_means(ARRAY(means), ARRAY(sums), ARRAY(products), ARRAY(gamma), SIZES) {
  const int i = get_global_id(0);
  if (i >= images * groups) {
    return;
  }
  const int first = i / groups * channels + i % groups * width;
  float sum = 0;
  float product = 0;
  for (int j = 0; j < width; j++) {
    const float g = gamma[gamma_at + i % groups * width + j];
    sum = fma(g, sums[sums_at + first + j], sum);
    product = fma(g, products[products_at + first + j], product);
  }
  means[means_at + 2 * i] = sum / ((float)places * width);
  means[means_at + 2 * i + 1] = product / ((float)places * width);
}

kernel void group_gradient(
    ARRAY(dx), ARRAY(dy), ARRAY(x), ARRAY(mean), ARRAY(rstd), ARRAY(gamma), ARRAY(means), SIZES) {
  VALUE
  const float scale = rstd[rstd_at + group];
  const float unit = (x[x_at + at] - mean[mean_at + group]) * scale;
  const float d = dy[dy_at + at] * gamma[gamma_at + c] - means[means_at + 2 * group];
  dx[dx_at + at] = scale * (d - unit * means[means_at + 2 * group + 1]);
}
