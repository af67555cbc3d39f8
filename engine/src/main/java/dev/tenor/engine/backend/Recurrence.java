package dev.tenor.engine.backend;

/// The recurrent part of an LSTM. The input's share of the gates is one [Linear#forward] for all
/// time steps and is not part of this.
public interface Recurrence<B extends Buffer> {
  /// Runs all time steps from a zero state. With a_t = gates[:,t] + h_{t−1}·W_hhᵀ: i, f, o = σ(a),
  /// g = tanh(a), c_t = f·c_{t−1} + i·g, h_t = o·tanh(c_t).
  ///
  /// @param out [B,T,outStride]: receives h_t in its columns (see [LstmGeometry])
  /// @param gates [B,T,4H], gate order i, f, g, o: holds x·W_ihᵀ + b_ih + b_hh, and receives the
  ///   activated gates
  /// @param cells [B,T,H]: receives c_t
  /// @param previous [B,T,H]: receives h_{t−1} (zero at the first step), for the weight's gradient
  /// @param weightHh [4H,H]
  void lstm(B out, B gates, B cells, B previous, B weightHh, LstmGeometry g);

  /// dgates [B,T,4H] = the gradient of the gates before activation, from dout (laid out as `out`)
  /// and what the forward pass left in `gates` and `cells`. The gradients of weights, biases and
  /// input follow from it by matrix products.
  void lstmBackward(B dgates, B dout, B gates, B cells, B weightHh, LstmGeometry g);
}
