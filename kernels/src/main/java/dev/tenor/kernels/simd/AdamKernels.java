package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.AdamStep;
import jdk.incubator.vector.FloatVector;

/// Adam and AdamW over a flat slab (Kingma and Ba 2015; Loshchilov and Hutter 2019).
final class AdamKernels {
  private AdamKernels() {}

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
      int n,
      Scratch mine) {
    int whole = F.loopBound(n);
    moments(values, valuesAt, grads, gradsAt, m, mAt, v, vAt, s, whole);
    descend(values, valuesAt, m, mAt, v, vAt, s, whole);
    if (whole < n) {
      int rest = n - whole;
      float[] tail = mine.floats(Scratch.Use.TAIL, 4L * L);
      System.arraycopy(values, valuesAt + whole, tail, 0, rest);
      System.arraycopy(grads, gradsAt + whole, tail, L, rest);
      System.arraycopy(m, mAt + whole, tail, 2 * L, rest);
      System.arraycopy(v, vAt + whole, tail, 3 * L, rest);
      moments(tail, 0, tail, L, tail, 2 * L, tail, 3 * L, s, L);
      descend(tail, 0, tail, 2 * L, tail, 3 * L, s, L);
      System.arraycopy(tail, 0, values, valuesAt + whole, rest);
      System.arraycopy(tail, 2 * L, m, mAt + whole, rest);
      System.arraycopy(tail, 3 * L, v, vAt + whole, rest);
    }
  }

  private static void moments(
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
    float penalty = (float) (s.decoupled() ? 0 : s.weightDecay());
    float keep1 = (float) s.beta1();
    float keep2 = (float) s.beta2();
    float take1 = (float) (1 - s.beta1());
    float take2 = (float) (1 - s.beta2());
    for (int i = 0; i < n; i += L) {
      FloatVector value = FloatVector.fromArray(F, values, valuesAt + i);
      FloatVector grad = value.mul(penalty).add(FloatVector.fromArray(F, grads, gradsAt + i));
      FloatVector first = FloatVector.fromArray(F, m, mAt + i).mul(keep1);
      FloatVector second = FloatVector.fromArray(F, v, vAt + i).mul(keep2);
      first.add(grad.mul(take1)).intoArray(m, mAt + i);
      second.add(grad.mul(grad).mul(take2)).intoArray(v, vAt + i);
    }
  }

  private static void descend(
      float[] values, int valuesAt, float[] m, int mAt, float[] v, int vAt, AdamStep s, int n) {
    float decay = (float) (s.decoupled() ? s.lr() * s.weightDecay() : 0);
    float rate = (float) (s.lr() / s.correction1());
    float correction = (float) (1 / Math.sqrt(s.correction2()));
    float eps = (float) s.eps();
    for (int i = 0; i < n; i += L) {
      FloatVector denominator = FloatVector.fromArray(F, v, vAt + i).sqrt().mul(correction);
      FloatVector change = FloatVector.fromArray(F, m, mAt + i).mul(rate);
      FloatVector value = FloatVector.fromArray(F, values, valuesAt + i);
      value
          .sub(value.mul(decay))
          .sub(change.div(denominator.add(eps)))
          .intoArray(values, valuesAt + i);
    }
  }
}
