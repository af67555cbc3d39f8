package dev.tenor.ser.model;

/// The input tokens of the stacked transformer layers (paper section 3.3).
public enum Tokens {
  /// One token: the aggregated utterance vector, as the paper describes.
  VECTOR,
  /// The time steps of the BiLSTM, averaged after the last layer; nothing is aggregated before.
  SEQUENCE
}
