package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.ops.RecurrentState;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Plain recurrent layers (Elman 1990) as PyTorch's `nn.RNN`, batch first: x [B,T,inputSize] →
/// [B,T,D·hiddenSize]. See [RecurrentLayer] for names and states, [Sequences] for the formula.
public final class Rnn extends RecurrentLayer {
  private final UnaryFn fn;

  /// One layer.
  ///
  /// @param fn tanh or ReLU
  public Rnn(UnaryFn fn, int inputSize, int hiddenSize, boolean bidirectional) {
    this(fn, inputSize, hiddenSize, 1, bidirectional, 0);
  }

  /// @param fn tanh or ReLU
  /// @param dropout the probability with which elements between two layers drop out
  /// @throws IllegalArgumentException if `fn` is another function, if there is no layer, or unless
  ///   0 ≤ dropout < 1
  public Rnn(
      UnaryFn fn,
      int inputSize,
      int hiddenSize,
      int layers,
      boolean bidirectional,
      double dropout) {
    super(
        1,
        hiddenSize,
        layers,
        bidirectional,
        dropout,
        StateLayout.same(Shape.of(hiddenSize, inputSize)));
    if (fn != UnaryFn.TANH && fn != UnaryFn.RELU) {
      throw new IllegalArgumentException("rnn: fn is " + fn.label() + ", not tanh or relu");
    }
    this.fn = fn;
  }

  @Override
  Tensor layer(Pass pass, Tensor x, Tensor... weights) {
    return fn == UnaryFn.TANH
        ? Sequences.rnnTanh(pass, x, weights)
        : Sequences.rnnRelu(pass, x, weights);
  }

  @Override
  RecurrentResult layer(
      Pass pass, Tensor x, RecurrentState state, Tensor lengths, Tensor... weights) {
    return fn == UnaryFn.TANH
        ? Sequences.rnnTanh(pass, x, state, lengths, weights)
        : Sequences.rnnRelu(pass, x, state, lengths, weights);
  }
}
