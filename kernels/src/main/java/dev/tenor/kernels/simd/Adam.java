package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;
import static dev.tenor.kernels.simd.Lanes.broadcast;
import static dev.tenor.kernels.simd.Lanes.load;

import dev.tenor.engine.backend.AdamStep;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Adam and AdamW over a flat slab (Kingma and Ba 2015; Loshchilov and Hutter 2019).
final class Adam {
  private Adam() {}

  static void step(
      float[] values,
      int valuesAt,
      float[] grads,
      int gradsAt,
      float[] m,
      int mAt,
      float[] v,
      int vAt,
      AdamStep s,
      int n) {
    float decay = (float) (s.decoupled() ? s.lr() * s.weightDecay() : 0);
    FloatVector penalty = broadcast((float) (s.decoupled() ? 0 : s.weightDecay()));
    FloatVector keep1 = broadcast((float) s.beta1());
    FloatVector keep2 = broadcast((float) s.beta2());
    float take1 = (float) (1 - s.beta1());
    float take2 = (float) (1 - s.beta2());
    float rate = (float) (s.lr() / s.correction1());
    float correction = (float) (1 / Math.sqrt(s.correction2()));
    float eps = (float) s.eps();
    for (int i = 0; i < n; i += L) {
      VectorMask<Float> mask = F.indexInRange(i, n);
      FloatVector value = load(values, valuesAt + i, mask);
      FloatVector grad = value.fma(penalty, load(grads, gradsAt + i, mask));
      FloatVector first = load(m, mAt + i, mask).fma(keep1, grad.mul(take1));
      FloatVector second = load(v, vAt + i, mask).fma(keep2, grad.mul(grad).mul(take2));
      first.intoArray(m, mAt + i, mask);
      second.intoArray(v, vAt + i, mask);
      FloatVector denominator = second.sqrt().mul(correction).add(eps);
      FloatVector shrunk = value.sub(value.mul(decay));
      shrunk.sub(first.mul(rate).div(denominator)).intoArray(values, valuesAt + i, mask);
    }
  }
}
