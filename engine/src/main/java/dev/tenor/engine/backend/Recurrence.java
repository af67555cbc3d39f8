package dev.tenor.engine.backend;

/// The recurrent part of LSTM, GRU and plain recurrent layers, one direction at a time. The input's
/// share of the gates is one [Linear#forward] for all time steps and is not part of this.
///
/// What all methods share: `h` [B,H] holds the state before the first step and receives that after
/// the last one, and `dh` its gradient, the other way round. `out` [B,T,outStride] receives the
/// hidden states in its columns (see [RecurrentGeometry]), and `previous` [B,T,H] the state before
/// each step, for the weight's gradient. `lengths` `[B]`, or null for T, says how many steps there
/// are in each batch entry: in those behind the state rests, the output is 0 and so are the
/// gradients.
public interface Recurrence<B extends Buffer> {
  /// LSTM. With a_t = gates[:,t] + h_{t−1}·W_hhᵀ: i, f, o = σ(a), g = tanh(a), c_t = f·c_{t−1} +
  /// i·g, h_t = o·tanh(c_t).
  ///
  /// @param gates [B,T,4H], gate order i, f, g, o: holds x·W_ihᵀ + b_ih + b_hh, and receives the
  ///   activated gates
  /// @param cells [B,T,H]: receives c_t
  /// @param c [B,H]: the cell's state before the first step, then that after the last
  /// @param weightHh [4H,H]
  void lstm(
      B out, B gates, B cells, B previous, B h, B c, B weightHh, B lengths, RecurrentGeometry g);

  /// dgates [B,T,4H] = the gradient of the gates before activation, from dout (laid out as `out`)
  /// and what the forward pass left in `gates` and `cells`. The gradients of weights, biases and
  /// input follow from it by matrix products.
  ///
  /// @param dc [B,H]: the gradient of the last cell state, then that of the first
  /// @param first [B,H]: the cell's state before the first step, or null for 0
  void lstmBackward(
      B dgates,
      B dh,
      B dc,
      B dout,
      B gates,
      B cells,
      B first,
      B weightHh,
      B lengths,
      RecurrentGeometry g);

  /// GRU (Cho et al. 2014) as PyTorch has it. With s_t = h_{t−1}·W_hhᵀ: r, z = σ(gates[:,t] + s), u
  /// = s_n + bias, n = tanh(gates_n + r·u), h_t = (1 − z)·n + z·h_{t−1}.
  ///
  /// @param gates [B,T,3H], gate order r, z, n: holds x·W_ihᵀ and the biases but b_hn, and receives
  ///   the activated gates
  /// @param inner [B,T,H]: receives u
  /// @param weightHh [3H,H]
  /// @param bias `[H]`: b_hn
  void gru(
      B out, B gates, B inner, B previous, B h, B weightHh, B bias, B lengths, RecurrentGeometry g);

  /// The gradient of the gates before activation, dgates [B,T,3H], and that of the recurrent
  /// products s and b_hh, drecurrent [B,T,3H], which differs in its last part.
  void gruBackward(
      B dgates,
      B drecurrent,
      B dh,
      B dout,
      B gates,
      B inner,
      B previous,
      B weightHh,
      B lengths,
      RecurrentGeometry g);

  /// A plain recurrent layer (Elman 1990): h_t = fn(gates[:,t] + h_{t−1}·W_hhᵀ).
  ///
  /// @param fn tanh or ReLU
  /// @param gates [B,T,H]: holds x·W_ihᵀ + b_ih + b_hh, and is undefined afterwards
  /// @param weightHh [H,H]
  void rnn(UnaryFn fn, B out, B gates, B previous, B h, B weightHh, B lengths, RecurrentGeometry g);

  /// dgates [B,T,H] = the gradient of fn's argument.
  void rnnBackward(
      UnaryFn fn, B dgates, B dh, B dout, B out, B weightHh, B lengths, RecurrentGeometry g);
}
