package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Attention and recurrent layers over `[B,T,E]`. As all ops, see [Ops].
public final class Sequences {
  private Sequences() {}

  /// Scaled dot-product attention of `heads` heads (Vaswani et al. 2017, section 3.2), head by head
  /// the softmax of q·kᵀ/√D plus the mask, times v, with D = E/heads: q [B,Tq,E], k and v [B,Tk,E],
  /// mask [Tq,Tk] or [B,Tq,Tk] or null → [B,Tq,E]. The mask is added to the scores: 0 keeps, −∞
  /// hides; it has no gradient. A query that may see no key gets zeros.
  public static Tensor attention(Pass pass, Tensor q, Tensor k, Tensor v, Tensor mask, int heads) {
    return attention(pass, q, k, v, AttentionMask.scores(mask), heads, 0);
  }

  /// The same with any mask; in a training pass shares drop out with probability `dropout`: each
  /// softmax is 0 there and divided by 1 − p elsewhere.
  ///
  /// @throws IllegalArgumentException unless 0 ≤ dropout < 1
  public static Tensor attention(
      Pass pass, Tensor q, Tensor k, Tensor v, AttentionMask mask, int heads, float dropout) {
    Attention op = new Attention(AttentionSettings.of(pass, mask, heads, dropout));
    return pass.apply(op, AttentionSettings.inputs(op.name(), mask, q, k, v));
  }

  /// Attention of a sequence to itself: x [B,T,3·E] with queries, keys and values side by side,
  /// mask [T,T] or [B,T,T] (added to the scores) or null → [B,T,E].
  public static Tensor selfAttention(Pass pass, Tensor x, Tensor mask, int heads) {
    return selfAttention(pass, x, AttentionMask.scores(mask), heads, 0);
  }

  /// The same with any mask, and with dropout of the shares as in
  /// [#attention(Pass,Tensor,Tensor,Tensor,AttentionMask,int,float)].
  public static Tensor selfAttention(
      Pass pass, Tensor x, AttentionMask mask, int heads, float dropout) {
    SelfAttention op = new SelfAttention(AttentionSettings.of(pass, mask, heads, dropout));
    return pass.apply(op, AttentionSettings.inputs(op.name(), mask, x));
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
    return recurrent(pass, RecurrentCell.LSTM, x, parameters);
  }

  /// The same from a state, and with the state after it.
  ///
  /// @param state h and c [D,B,H] before the first step, or null for 0
  /// @param lengths `[B]`, how many steps of each sequence count, or null for all. What lies behind
  ///   is not heard (it must be finite): the state rests, the output is 0, and the reverse
  ///   direction begins at the last step that counts
  public static RecurrentResult lstm(
      Pass pass, Tensor x, RecurrentState state, Tensor lengths, Tensor... parameters) {
    return recurrent(pass, RecurrentCell.LSTM, x, state, lengths, parameters);
  }

  /// One GRU layer from a zero state (Cho et al. 2014, as cuDNN and PyTorch have it): x [B,T,In] →
  /// [B,T,D·H]. r, z = σ(W_ih·x_t + b_ih + W_hh·h_{t−1} + b_hh), n = tanh(W_in·x_t + b_in +
  /// r·(W_hn·h_{t−1} + b_hn)), h_t = (1 − z)·n + z·h_{t−1}; gate order r, z, n.
  ///
  /// @param parameters weight_ih [3H,In], weight_hh [3H,H], bias_ih and bias_hh `[3H]`, for the
  ///   forward direction and perhaps for the reverse one
  ///
  /// @throws IllegalArgumentException unless there are 4 or 8 parameters
  public static Tensor gru(Pass pass, Tensor x, Tensor... parameters) {
    return recurrent(pass, RecurrentCell.GRU, x, parameters);
  }

  /// The same from a state (h alone), and with the state after it; see
  /// [#lstm(Pass,Tensor,RecurrentState,Tensor,Tensor...)].
  public static RecurrentResult gru(
      Pass pass, Tensor x, RecurrentState state, Tensor lengths, Tensor... parameters) {
    return recurrent(pass, RecurrentCell.GRU, x, state, lengths, parameters);
  }

  /// One plain recurrent layer from a zero state (Elman 1990): x [B,T,In] → [B,T,D·H], h_t =
  /// tanh(W_ih·x_t + b_ih + W_hh·h_{t−1} + b_hh).
  ///
  /// @param parameters weight_ih [H,In], weight_hh [H,H], bias_ih and bias_hh `[H]`, for the
  ///   forward direction and perhaps for the reverse one
  ///
  /// @throws IllegalArgumentException unless there are 4 or 8 parameters
  public static Tensor rnnTanh(Pass pass, Tensor x, Tensor... parameters) {
    return recurrent(pass, RecurrentCell.RNN_TANH, x, parameters);
  }

  /// The same from a state (h alone), and with the state after it; see
  /// [#lstm(Pass,Tensor,RecurrentState,Tensor,Tensor...)].
  public static RecurrentResult rnnTanh(
      Pass pass, Tensor x, RecurrentState state, Tensor lengths, Tensor... parameters) {
    return recurrent(pass, RecurrentCell.RNN_TANH, x, state, lengths, parameters);
  }

  /// [#rnnTanh(Pass,Tensor,Tensor...)] with ReLU in place of tanh.
  public static Tensor rnnRelu(Pass pass, Tensor x, Tensor... parameters) {
    return recurrent(pass, RecurrentCell.RNN_RELU, x, parameters);
  }

  /// [#rnnTanh(Pass,Tensor,RecurrentState,Tensor,Tensor...)] with ReLU in place of tanh.
  public static RecurrentResult rnnRelu(
      Pass pass, Tensor x, RecurrentState state, Tensor lengths, Tensor... parameters) {
    return recurrent(pass, RecurrentCell.RNN_RELU, x, state, lengths, parameters);
  }

  private static Tensor recurrent(Pass pass, RecurrentCell cell, Tensor x, Tensor... parameters) {
    int directions = directions(cell, parameters);
    Recurrent op = new Recurrent(cell, directions, false, false, false);
    return pass.apply(op, inputs(x, parameters, null, null));
  }

  private static RecurrentResult recurrent(
      Pass pass,
      RecurrentCell cell,
      Tensor x,
      RecurrentState state,
      Tensor lengths,
      Tensor... parameters) {
    int directions = directions(cell, parameters);
    Recurrent op = new Recurrent(cell, directions, state != null, lengths != null, true);
    Checks.that(
        state == null || (state.c() != null) == (op.states() > 1),
        op.name(),
        () -> op.states() > 1 ? "the state has no c" : "the state has a c, which only LSTMs have");
    if (lengths != null) {
      Checks.noGradient(op.name(), "lengths", lengths);
    }
    Tensor all = pass.apply(op, inputs(x, parameters, state, lengths));
    int hidden = parameters[1].shape().dim(1);
    Shape steps = Shape.of(x.shape().dim(0), x.shape().dim(1), directions * hidden);
    Shape last = Shape.of(directions, x.shape().dim(0), hidden);
    Tensor h = part(pass, all, steps.numel(), last);
    int cells = steps.numel() + last.numel();
    Tensor c = op.states() > 1 ? part(pass, all, cells, last) : null;
    return new RecurrentResult(part(pass, all, 0, steps), new RecurrentState(h, c));
  }

  private static Tensor part(Pass pass, Tensor all, int from, Shape shape) {
    return Ops.reshape(pass, Ops.narrow(pass, all, 0, from, shape.numel()), shape);
  }

  private static int directions(RecurrentCell cell, Tensor... parameters) {
    int n = parameters.length;
    Checks.that(
        n == Recurrent.PER_DIRECTION || n == 2 * Recurrent.PER_DIRECTION,
        cell.label(),
        () -> n + " parameters, not 4 for one direction or 8 for two");
    return n / Recurrent.PER_DIRECTION;
  }

  /// What the op takes: x, the parameters, the state and the lengths, as far as they are there.
  private static Tensor[] inputs(
      Tensor x, Tensor[] parameters, RecurrentState state, Tensor lengths) {
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(x);
    inputs.addAll(List.of(parameters));
    if (state != null) {
      inputs.add(state.h());
      inputs.add(state.c());
    }
    inputs.add(lengths);
    return inputs.stream().filter(Objects::nonNull).toArray(Tensor[]::new);
  }
}
