package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.RmsPropStep;
import dev.tenor.engine.backend.SgdStep;
import jdk.incubator.vector.FloatVector;

/// Gradient descent with momentum, and RMSprop, over a flat slab. What is left of whole vectors
/// goes through the same float operations one by one, which give the same bits.
final class DescentKernels {
  private DescentKernels() {}

  static void momentum(
      float[] values,
      int valuesAt,
      float[] grads,
      int gradsAt,
      float[] velocity,
      int velocityAt,
      SgdStep s,
      int n) {
    float penalty = (float) s.weightDecay();
    float keep = (float) s.momentum();
    float rate = (float) s.lr();
    float ahead = s.nesterov() ? keep : 1;
    float along = s.nesterov() ? 1 : 0; // the step is along·grad + ahead·velocity, without a branch
    int whole = F.loopBound(n);
    for (int i = 0; i < whole; i += L) {
      FloatVector value = FloatVector.fromArray(F, values, valuesAt + i);
      FloatVector grad = value.mul(penalty).add(FloatVector.fromArray(F, grads, gradsAt + i));
      FloatVector next = FloatVector.fromArray(F, velocity, velocityAt + i).mul(keep).add(grad);
      next.intoArray(velocity, velocityAt + i);
      FloatVector step = grad.mul(along).add(next.mul(ahead));
      value.sub(step.mul(rate)).intoArray(values, valuesAt + i);
    }
    for (int i = whole; i < n; i++) {
      float value = values[valuesAt + i];
      float grad = value * penalty + grads[gradsAt + i];
      float next = velocity[velocityAt + i] * keep + grad;
      velocity[velocityAt + i] = next;
      values[valuesAt + i] = value - (grad * along + next * ahead) * rate;
    }
  }

  static void rmsProp(
      float[] values,
      int valuesAt,
      float[] grads,
      int gradsAt,
      float[] square,
      int squareAt,
      float[] velocity,
      int velocityAt,
      RmsPropStep s,
      int n) {
    float penalty = (float) s.weightDecay();
    float keep = (float) s.alpha();
    float take = (float) (1 - s.alpha());
    float eps = (float) s.eps();
    float momentum = (float) s.momentum();
    float rate = (float) s.lr();
    int whole = F.loopBound(n);
    for (int i = 0; i < whole; i += L) {
      FloatVector value = FloatVector.fromArray(F, values, valuesAt + i);
      FloatVector grad = value.mul(penalty).add(FloatVector.fromArray(F, grads, gradsAt + i));
      FloatVector mean =
          FloatVector.fromArray(F, square, squareAt + i).mul(keep).add(grad.mul(grad).mul(take));
      mean.intoArray(square, squareAt + i);
      FloatVector quotient = grad.div(mean.sqrt().add(eps));
      FloatVector next =
          FloatVector.fromArray(F, velocity, velocityAt + i).mul(momentum).add(quotient);
      next.intoArray(velocity, velocityAt + i);
      value.sub(next.mul(rate)).intoArray(values, valuesAt + i);
    }
    for (int i = whole; i < n; i++) {
      float value = values[valuesAt + i];
      float grad = value * penalty + grads[gradsAt + i];
      float mean = square[squareAt + i] * keep + grad * grad * take;
      square[squareAt + i] = mean;
      float quotient = grad / ((float) Math.sqrt(mean) + eps);
      float next = velocity[velocityAt + i] * momentum + quotient;
      velocity[velocityAt + i] = next;
      values[valuesAt + i] = value - next * rate;
    }
  }
}
