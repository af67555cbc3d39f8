package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.ops.RecurrentState;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// LSTM layers (Hochreiter and Schmidhuber 1997) as PyTorch's `nn.LSTM`, batch first, with its gate
/// order i, f, g, o: x [B,T,inputSize] → [B,T,D·hiddenSize]. See [RecurrentLayer] for names and
/// states, [Sequences] for the formula.
public final class Lstm extends RecurrentLayer {
  private static final int GATES = 4;

  /// One layer.
  public Lstm(int inputSize, int hiddenSize, boolean bidirectional) {
    this(inputSize, hiddenSize, 1, bidirectional, 0);
  }

  /// @param dropout the probability with which elements between two layers drop out
  /// @throws IllegalArgumentException if there is no layer, or unless 0 ≤ dropout < 1
  public Lstm(int inputSize, int hiddenSize, int layers, boolean bidirectional, double dropout) {
    super(
        GATES,
        hiddenSize,
        layers,
        bidirectional,
        dropout,
        StateLayout.same(Shape.of(GATES * hiddenSize, inputSize)));
  }

  private Lstm(int hiddenSize, boolean bidirectional, StateLayout inputLayout) {
    super(GATES, hiddenSize, 1, bidirectional, 0, inputLayout);
  }

  /// An LSTM whose input is an image's rows flattened from [F,C] (channels last). In the state dict
  /// the input index is channel·F + f, as PyTorch has it when it flattens [C,F].
  public static Lstm overChannelsLast(
      int features, int channels, int hiddenSize, boolean bidirectional) {
    StateLayout layout =
        new StateLayout(
            Shape.of(GATES * hiddenSize, features, channels),
            new int[] {0, 2, 1},
            Shape.of(GATES * hiddenSize, features * channels));
    return new Lstm(hiddenSize, bidirectional, layout);
  }

  @Override
  Tensor layer(Pass pass, Tensor x, Tensor... weights) {
    return Sequences.lstm(pass, x, weights);
  }

  @Override
  RecurrentResult layer(
      Pass pass, Tensor x, RecurrentState state, Tensor lengths, Tensor... weights) {
    return Sequences.lstm(pass, x, state, lengths, weights);
  }
}
