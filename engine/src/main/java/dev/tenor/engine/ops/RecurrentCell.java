package dev.tenor.engine.ops;

/// What happens in a step of a recurrent layer.
enum RecurrentCell {
  LSTM("lstm", 4),
  GRU("gru", 3),
  RNN_TANH("rnn_tanh", 1),
  RNN_RELU("rnn_relu", 1);

  private final String label;
  private final int gates;

  RecurrentCell(String label, int gates) {
    this.label = label;
    this.gates = gates;
  }

  String label() {
    return label;
  }

  /// How many times H rows the weights have.
  int gates() {
    return gates;
  }
}
