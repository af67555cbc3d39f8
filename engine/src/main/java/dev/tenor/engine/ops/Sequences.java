package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Tensor;

/// Attention and recurrent layers over `[B,T,E]`. As all ops, see [Ops].
public final class Sequences {
  private Sequences() {}

  /// Scaled dot-product attention of `heads` heads (Vaswani et al. 2017, section 3.2), head by head
  /// the softmax of q·kᵀ/√D plus the mask, times v, with D = E/heads: q [B,Tq,E], k and v [B,Tk,E],
  /// mask [Tq,Tk] or [B,Tq,Tk] or null → [B,Tq,E]. The mask is added to the scores: 0 keeps, −∞
  /// hides; it has no gradient. A query that may see no key gets zeros.
  public static Tensor attention(Pass pass, Tensor q, Tensor k, Tensor v, Tensor mask, int heads) {
    Attention op = new Attention(heads);
    if (mask != null) {
      Checks.noGradient(op.name(), "mask", mask);
    }
    return mask == null ? pass.apply(op, q, k, v) : pass.apply(op, q, k, v, mask);
  }

  /// Attention of a sequence to itself: x [B,T,3·E] with queries, keys and values side by side,
  /// mask [T,T] or [B,T,T] (added to the scores) or null → [B,T,E].
  public static Tensor selfAttention(Pass pass, Tensor x, Tensor mask, int heads) {
    SelfAttention op = new SelfAttention(heads);
    if (mask != null) {
      Checks.noGradient(op.name(), "mask", mask);
    }
    return mask == null ? pass.apply(op, x) : pass.apply(op, x, mask);
  }

  /// One LSTM layer from a zero state (Hochreiter and Schmidhuber 1997): x [B,T,In] → [B,T,D·H],
  /// the hidden states of D directions side by side. With a_t = W_ih·x_t + b_ih + W_hh·h_{t−1} +
  /// b_hh: i, f, o = σ(a), g = tanh(a), c_t = f·c_{t−1} + i·g, h_t = o·tanh(c_t); gate order i, f,
  /// g, o.
  ///
  /// @param parameters weight_ih [4H,In], weight_hh [4H,H], bias_ih and bias_hh `[4H]`, for the
  ///   forward direction and perhaps for the reverse one
  ///
  /// @throws IllegalArgumentException unless there are 4 or 8 parameters
  public static Tensor lstm(Pass pass, Tensor x, Tensor... parameters) {
    Checks.that(
        parameters.length == 4 || parameters.length == 8,
        "lstm",
        () -> parameters.length + " parameters, not 4 for one direction or 8 for two");
    Tensor[] inputs = new Tensor[parameters.length + 1];
    inputs[0] = x;
    System.arraycopy(parameters, 0, inputs, 1, parameters.length);
    return pass.apply(new Lstm(parameters.length / 4), inputs);
  }
}
