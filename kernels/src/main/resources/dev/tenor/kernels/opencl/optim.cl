// Updates of the parameter slab.

#include "common.clh"

// One step of Adam or AdamW for V neighbouring parameters of the slab. With `decoupled`, the
// weights shrink by `decay`; otherwise decay · value joins the gradient.
kernel void adam(
    ARRAY(values), ARRAY(grads), ARRAY(m), ARRAY(v), const float beta1, const float one_minus_beta1,
    const float beta2, const float one_minus_beta2, const float rate, const float correction2,
    const float eps, const float decay, const int decoupled, const int n) {
  const int i = get_global_id(0) * V;
  const int rest = n - i;
  if (rest <= 0) {
    return;
  }
  float_v value = get(values + values_at + i, rest);
  float_v grad = get(grads + grads_at + i, rest);
  if (decoupled) {
    value -= decay * value;
  } else {
    grad += decay * value;
  }
  const float_v first = beta1 * get(m + m_at + i, rest) + one_minus_beta1 * grad;
  const float_v second = beta2 * get(v + v_at + i, rest) + one_minus_beta2 * grad * grad;
  put(first, m + m_at + i, rest);
  put(second, v + v_at + i, rest);
  put(value - rate * first / (sqrt(second / correction2) + eps), values + values_at + i, rest);
}

// One step along the velocity, or with `nesterov` along grad + momentum · velocity.
kernel void momentum(
    ARRAY(values), ARRAY(grads), ARRAY(velocity), const float keep, const float rate,
    const float decay, const int nesterov, const int n) {
  const int i = get_global_id(0) * V;
  const int rest = n - i;
  if (rest <= 0) {
    return;
  }
  const float_v value = get(values + values_at + i, rest);
  const float_v grad = get(grads + grads_at + i, rest) + decay * value;
  const float_v next = keep * get(velocity + velocity_at + i, rest) + grad;
  const float_v move = nesterov ? grad + keep * next : next;
  put(next, velocity + velocity_at + i, rest);
  put(value - rate * move, values + values_at + i, rest);
}

kernel void rms_prop(
    ARRAY(values), ARRAY(grads), ARRAY(square), ARRAY(velocity), const float alpha,
    const float one_minus_alpha, const float keep, const float rate, const float eps,
    const float decay, const int n) {
  const int i = get_global_id(0) * V;
  const int rest = n - i;
  if (rest <= 0) {
    return;
  }
  const float_v value = get(values + values_at + i, rest);
  const float_v grad = get(grads + grads_at + i, rest) + decay * value;
  const float_v mean = alpha * get(square + square_at + i, rest) + one_minus_alpha * grad * grad;
  const float_v next =
      keep * get(velocity + velocity_at + i, rest) + grad / (sqrt(mean) + eps);
  put(mean, square + square_at + i, rest);
  put(next, velocity + velocity_at + i, rest);
  put(value - rate * next, values + values_at + i, rest);
}
