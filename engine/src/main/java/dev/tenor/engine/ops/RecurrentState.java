package dev.tenor.engine.ops;

import dev.tenor.engine.tensor.Tensor;

/// The state of a recurrent layer before or after a sequence, as PyTorch's h_0 and c_0.
///
/// @param h the hidden state [D,B,H] for D directions
/// @param c the cell's state [D,B,H] of an LSTM; null for others
public record RecurrentState(Tensor h, Tensor c) {
  /// The state of a GRU or a plain recurrent layer.
  public static RecurrentState of(Tensor h) {
    return new RecurrentState(h, null);
  }
}
