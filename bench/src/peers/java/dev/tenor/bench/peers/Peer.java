package dev.tenor.bench.peers;

/// One engine with the network of a model file.
interface Peer extends AutoCloseable {
  /// The engine and its version.
  String describe();

  /// The logits [batch · classes] at inference.
  ///
  /// @param features standardised log-mel, [batch · frames · mels]
  float[] logits(float[] features, int batch);

  /// One training step, with dropout and Adam, on a batch.
  ///
  /// @param labels class numbers, `[batch]`
  /// @return the mean cross-entropy before the step
  double step(float[] features, float[] labels);

  @Override
  void close();
}
