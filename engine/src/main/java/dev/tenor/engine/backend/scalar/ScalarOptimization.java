package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Optimization;
import dev.tenor.engine.backend.host.HostBuffer;

/// Adam and AdamW over a flat slab (Kingma and Ba 2015; Loshchilov and Hutter 2019).
public final class ScalarOptimization implements Optimization<HostBuffer> {
  @Override
  public void adam(
      HostBuffer values, HostBuffer grads, HostBuffer m, HostBuffer v, AdamStep s, int n) {
    for (int i = 0; i < n; i++) {
      double value = values.get(i);
      double grad = grads.get(i);
      if (s.decoupled()) {
        value -= s.lr() * s.weightDecay() * value;
      } else {
        grad += s.weightDecay() * value;
      }
      double first = s.beta1() * m.get(i) + (1 - s.beta1()) * grad;
      double second = s.beta2() * v.get(i) + (1 - s.beta2()) * grad * grad;
      m.set(i, first);
      v.set(i, second);
      double denominator = Math.sqrt(second / s.correction2()) + s.eps();
      values.set(i, value - s.lr() * (first / s.correction1()) / denominator);
    }
  }
}
