package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One LSTM layer in one or two directions, x [B,T,inputSize] → [B,T,D·hiddenSize], with PyTorch's
/// names, gate order (i, f, g, o) and initial values (uniform with bound 1/√hiddenSize).
public final class Lstm extends UnaryLayer {
  private final List<Parameter> parameters = new ArrayList<>();

  public Lstm(int inputSize, int hiddenSize, boolean bidirectional) {
    this(
        inputSize,
        hiddenSize,
        bidirectional,
        StateLayout.same(Shape.of(4 * hiddenSize, inputSize)));
  }

  private Lstm(int inputSize, int hiddenSize, boolean bidirectional, StateLayout inputLayout) {
    Init init = Init.uniform(1 / Math.sqrt(hiddenSize));
    int gates = 4 * hiddenSize;
    for (String suffix : bidirectional ? List.of("_l0", "_l0_reverse") : List.of("_l0")) {
      parameters.add(
          parameter("weight_ih" + suffix, Shape.of(gates, inputSize), inputLayout, init));
      parameters.add(parameter("weight_hh" + suffix, Shape.of(gates, hiddenSize), init));
      parameters.add(parameter("bias_ih" + suffix, Shape.of(gates), init));
      parameters.add(parameter("bias_hh" + suffix, Shape.of(gates), init));
    }
  }

  /// An LSTM whose input is an image's rows flattened from [F,C] (channels last). In the state dict
  /// the input index is channel·F + f, as PyTorch has it when it flattens [C,F].
  public static Lstm overChannelsLast(
      int features, int channels, int hiddenSize, boolean bidirectional) {
    StateLayout layout =
        new StateLayout(
            Shape.of(4 * hiddenSize, features, channels),
            new int[] {0, 2, 1},
            Shape.of(4 * hiddenSize, features * channels));
    return new Lstm(features * channels, hiddenSize, bidirectional, layout);
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Tensor[] tensors = new Tensor[parameters.size()];
    Arrays.setAll(tensors, i -> parameters.get(i).tensor());
    return Sequences.lstm(pass, x, tensors);
  }
}
