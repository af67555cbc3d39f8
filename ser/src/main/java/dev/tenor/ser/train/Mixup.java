package dev.tenor.ser.train;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.data.Batch;

/// Mixup (Zhang et al. 2018): every utterance of a batch becomes λ·x + (1 − λ)·x', where x' is
/// another of the batch, and its target likewise. λ is drawn for each from Beta(α, α).
record Mixup(double alpha) {
  /// Mixes the utterances and targets of a batch in place.
  void apply(Batch batch, RandomStream random) {
    int size = batch.size();
    int[] partner = random.permutation(size);
    float[] features = batch.features().clone();
    float[] targets = batch.targets().clone();
    for (int i = 0; i < size; i++) {
      float share = (float) beta(random);
      mix(features, batch.features(), i, partner[i], share, features.length / size);
      mix(targets, batch.targets(), i, partner[i], share, targets.length / size);
    }
  }

  private static void mix(float[] from, float[] to, int i, int other, float share, int each) {
    for (int k = 0; k < each; k++) {
      to[i * each + k] = share * from[i * each + k] + (1 - share) * from[other * each + k];
    }
  }

  /// Jöhnk's method: u^(1/α) / (u^(1/α) + v^(1/α)), where the sum is at most 1.
  private double beta(RandomStream random) {
    while (true) {
      double u = StrictMath.pow(random.nextDouble(), 1 / alpha);
      double v = StrictMath.pow(random.nextDouble(), 1 / alpha);
      if (u + v > 0 && u + v <= 1) {
        return u / (u + v);
      }
    }
  }
}
