package dev.tenor.engine.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.nn.LayerNorm;
import dev.tenor.engine.nn.ParameterSlab;
import org.junit.jupiter.api.Test;

class GradClipTest {
  private final Backend backend = new ScalarBackend();
  private final ParameterSlab slab = ParameterSlab.trainable(backend, new LayerNorm(2), 1);

  private void clips(double maxNorm, double norm, float[] before, float... after) {
    backend.memory().upload(slab.grads(), before, 0, 4);
    assertEquals(norm, GradClip.byNorm(slab, maxNorm), 1e-6);
    float[] grads = new float[4];
    backend.memory().download(grads, 0, slab.grads(), 4);
    assertArrayEquals(after, grads, 1e-6f);
  }

  @Test
  void scalesWhatIsLongerThanTheLimit() {
    float[] five = {3, 0, 0, -4};
    clips(10, 5, five, 3, 0, 0, -4);
    clips(5, 5, five, 3, 0, 0, -4);
    clips(1, 5, five, 0.6f, 0, 0, -0.8f);
    clips(1, 0, new float[4], 0, 0, 0, 0);
  }

  @Test
  void leavesANormOfNanToTheCaller() {
    float nan = Float.NaN;
    clips(1, Double.NaN, new float[] {3, nan, 0, 4}, 3, nan, 0, 4);
  }

  @Test
  void theLimitIsPositive() {
    for (double limit : new double[] {0, -1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> GradClip.byNorm(slab, limit));
    }
  }
}
