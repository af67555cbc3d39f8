package dev.tenor.ser.model;

/// What the stacked transformer layers see as their tokens (paper section 3.3).
public enum Tokens {
  /// One token: the aggregated utterance vector, as the paper describes.
  VECTOR,
  /// The time steps of the BiLSTM, averaged after the last layer; nothing is aggregated before.
  SEQUENCE
}
