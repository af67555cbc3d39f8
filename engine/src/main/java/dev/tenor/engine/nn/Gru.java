package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.ops.RecurrentState;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// GRU layers (Cho et al. 2014) as PyTorch's `nn.GRU`, batch first, with its gate order r, z, n: x
/// [B,T,inputSize] → [B,T,D·hiddenSize]. See [RecurrentLayer] for names and states, [Sequences] for
/// the formula.
public final class Gru extends RecurrentLayer {
  private static final int GATES = 3;

  /// One layer.
  public Gru(int inputSize, int hiddenSize, boolean bidirectional) {
    this(inputSize, hiddenSize, 1, bidirectional, 0);
  }

  /// @param dropout the probability with which elements between two layers drop out
  /// @throws IllegalArgumentException if there is no layer, or unless 0 ≤ dropout < 1
  public Gru(int inputSize, int hiddenSize, int layers, boolean bidirectional, double dropout) {
    super(
        GATES,
        hiddenSize,
        layers,
        bidirectional,
        dropout,
        StateLayout.same(Shape.of(GATES * hiddenSize, inputSize)));
  }

  @Override
  Tensor layer(Pass pass, Tensor x, Tensor... weights) {
    return Sequences.gru(pass, x, weights);
  }

  @Override
  RecurrentResult layer(
      Pass pass, Tensor x, RecurrentState state, Tensor lengths, Tensor... weights) {
    return Sequences.gru(pass, x, state, lengths, weights);
  }
}
