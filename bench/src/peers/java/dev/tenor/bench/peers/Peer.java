package dev.tenor.bench.peers;

/// One engine with the network of a file.
interface Peer extends AutoCloseable {
  /// The engine and its version.
  String describe();

  /// The logits [batch · classes] at inference; a network of tokens has as many for each.
  ///
  /// @param inputs those of the contest, example after example
  float[] logits(float[] inputs, int batch);

  /// One training step, with dropout and Adam, on a batch.
  ///
  /// @param labels class numbers, one of each row of logits
  /// @return the mean cross-entropy before the step
  double step(float[] inputs, int batch, float[] labels);

  @Override
  void close();
}
