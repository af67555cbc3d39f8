package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Optimization;
import dev.tenor.engine.backend.RmsPropStep;
import dev.tenor.engine.backend.SgdStep;
import dev.tenor.engine.backend.host.HostBuffer;

/// The updates in plain loops; for Adam see Kingma and Ba 2015, Loshchilov and Hutter 2019.
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

  @Override
  public void momentum(HostBuffer values, HostBuffer grads, HostBuffer velocity, SgdStep s, int n) {
    for (int i = 0; i < n; i++) {
      double grad = grads.get(i) + s.weightDecay() * values.get(i);
      double next = s.momentum() * velocity.get(i) + grad;
      velocity.set(i, next);
      values.set(i, values.get(i) - s.lr() * (s.nesterov() ? grad + s.momentum() * next : next));
    }
  }

  @Override
  public void rmsProp(
      HostBuffer values,
      HostBuffer grads,
      HostBuffer square,
      HostBuffer velocity,
      RmsPropStep s,
      int n) {
    for (int i = 0; i < n; i++) {
      double grad = grads.get(i) + s.weightDecay() * values.get(i);
      double mean = s.alpha() * square.get(i) + (1 - s.alpha()) * grad * grad;
      double next = s.momentum() * velocity.get(i) + grad / (Math.sqrt(mean) + s.eps());
      square.set(i, mean);
      velocity.set(i, next);
      values.set(i, values.get(i) - s.lr() * next);
    }
  }
}
