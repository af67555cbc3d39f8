package dev.tenor.ser.predict;

import java.util.List;

/// A model that is ready to predict.
public interface Scorer extends AutoCloseable {
  /// The probabilities of utterances, `[utterance][class]`, in their order.
  ///
  /// @param features of each utterance, standardised
  float[][] probabilities(List<float[]> features);

  @Override
  void close();
}
