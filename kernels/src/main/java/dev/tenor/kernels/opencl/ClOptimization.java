package dev.tenor.kernels.opencl;

import dev.tenor.engine.backend.AdamStep;
import dev.tenor.engine.backend.Optimization;
import dev.tenor.engine.backend.RmsPropStep;
import dev.tenor.engine.backend.SgdStep;

/// Updates of the parameter slab: `optim.cl`.
final class ClOptimization implements Optimization<ClBuffer> {
  private final ClResources cl;

  ClOptimization(ClResources cl) {
    this.cl = cl;
  }

  @Override
  public void adam(ClBuffer values, ClBuffer grads, ClBuffer m, ClBuffer v, AdamStep s, int n) {
    synchronized (cl) {
      double decay = s.decoupled() ? s.lr() * s.weightDecay() : s.weightDecay();
      cl.kernel("optim", "adam")
          .array(values)
          .array(grads)
          .array(m)
          .array(v)
          .number((float) s.beta1())
          .number((float) (1 - s.beta1()))
          .number((float) s.beta2())
          .number((float) (1 - s.beta2()))
          .number((float) (s.lr() / s.correction1()))
          .number((float) s.correction2())
          .number((float) s.eps())
          .number((float) decay)
          .number(s.decoupled() ? 1 : 0)
          .number(n)
          .launch(cl.vectors(n));
    }
  }

  @Override
  public void momentum(ClBuffer values, ClBuffer grads, ClBuffer velocity, SgdStep s, int n) {
    synchronized (cl) {
      cl.kernel("optim", "momentum")
          .array(values)
          .array(grads)
          .array(velocity)
          .number((float) s.momentum())
          .number((float) s.lr())
          .number((float) s.weightDecay())
          .number(s.nesterov() ? 1 : 0)
          .number(n)
          .launch(cl.vectors(n));
    }
  }

  @Override
  public void rmsProp(
      ClBuffer values, ClBuffer grads, ClBuffer square, ClBuffer velocity, RmsPropStep s, int n) {
    synchronized (cl) {
      cl.kernel("optim", "rms_prop")
          .array(values)
          .array(grads)
          .array(square)
          .array(velocity)
          .number((float) s.alpha())
          .number((float) (1 - s.alpha()))
          .number((float) s.momentum())
          .number((float) s.lr())
          .number((float) s.eps())
          .number((float) s.weightDecay())
          .number(n)
          .launch(cl.vectors(n));
    }
  }
}
