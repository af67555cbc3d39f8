package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.ops.RecurrentState;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Recurrent layers one above the other, each in one or two directions: x [B,T,inputSize] →
/// [B,T,D·hiddenSize], the last layer's hidden states. In training, elements of what a layer hands
/// to the next one drop out. Names are PyTorch's (`weight_ih_l0`, `weight_ih_l0_reverse` …), and so
/// are the initial values: uniform with bound 1/√hiddenSize.
public abstract class RecurrentLayer extends UnaryLayer {
  private static final int PER_DIRECTION = 4;

  private final List<Parameter> parameters = new ArrayList<>();
  private final int layers;
  private final int directions;
  private final float dropout;

  /// @param gates how many times hiddenSize rows the weights have
  /// @param inputLayout of the first layer's `weight_ih`
  RecurrentLayer(
      int gates,
      int hiddenSize,
      int layers,
      boolean bidirectional,
      double dropout,
      StateLayout inputLayout) {
    if (layers < 1) {
      throw new IllegalArgumentException("recurrent layer: " + layers + " layers, not 1 or more");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(
          "recurrent layer: dropout = " + dropout + " is not in [0, 1)");
    }
    this.layers = layers;
    this.directions = bidirectional ? 2 : 1;
    this.dropout = (float) dropout;
    Init init = Init.uniform(1 / Math.sqrt(hiddenSize));
    int rows = gates * hiddenSize;
    for (int layer = 0; layer < layers; layer++) {
      StateLayout layout =
          layer == 0 ? inputLayout : StateLayout.same(Shape.of(rows, directions * hiddenSize));
      int inputs = layout.state().dim(1);
      for (int direction = 0; direction < directions; direction++) {
        String suffix = "_l" + layer + (direction == 0 ? "" : "_reverse");
        parameters.add(parameter("weight_ih" + suffix, Shape.of(rows, inputs), layout, init));
        parameters.add(parameter("weight_hh" + suffix, Shape.of(rows, hiddenSize), init));
        parameters.add(parameter("bias_ih" + suffix, Shape.of(rows), init));
        parameters.add(parameter("bias_hh" + suffix, Shape.of(rows), init));
      }
    }
  }

  /// One layer from a zero state.
  abstract Tensor layer(Pass pass, Tensor x, Tensor... weights);

  /// One layer from a state, with the state after it.
  abstract RecurrentResult layer(
      Pass pass, Tensor x, RecurrentState state, Tensor lengths, Tensor... weights);

  @Override
  protected final Tensor forward(Pass pass, Tensor x) {
    Tensor y = x;
    for (int i = 0; i < layers; i++) {
      y = layer(pass, dropped(pass, y, i), weights(i));
    }
    return y;
  }

  /// The same from a state and with the state after it, for sequences of any lengths.
  ///
  /// @param lengths `[B]`, how many steps of each sequence count, or null for all. What lies behind
  ///   is not heard (it must be finite), and the output is 0 there
  /// @param state before the first step, [layers·D,B,hiddenSize] in PyTorch's order (layer by
  ///   layer, the forward direction first), or null for 0; the result's has the same shape
  public final RecurrentResult run(Pass pass, Tensor x, Tensor lengths, RecurrentState state) {
    return inside(pass, () -> steps(pass, x, lengths, state));
  }

  private RecurrentResult steps(Pass pass, Tensor x, Tensor lengths, RecurrentState state) {
    Tensor y = x;
    List<RecurrentState> last = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      RecurrentState first = state == null ? null : part(pass, state, i);
      RecurrentResult result = layer(pass, dropped(pass, y, i), first, lengths, weights(i));
      y = result.out();
      last.add(result.state());
    }
    return new RecurrentResult(y, layers == 1 ? last.getFirst() : joined(pass, last));
  }

  private Tensor dropped(Pass pass, Tensor x, int layer) {
    return layer == 0 || dropout == 0 ? x : Ops.dropout(pass, x, dropout);
  }

  private Tensor[] weights(int layer) {
    int n = directions * PER_DIRECTION;
    Tensor[] tensors = new Tensor[n];
    Arrays.setAll(tensors, i -> parameters.get(layer * n + i).tensor());
    return tensors;
  }

  private RecurrentState part(Pass pass, RecurrentState state, int layer) {
    if (layers == 1) {
      return state;
    }
    int from = layer * directions;
    Tensor h = Ops.narrow(pass, state.h(), 0, from, directions);
    Tensor c = state.c() == null ? null : Ops.narrow(pass, state.c(), 0, from, directions);
    return new RecurrentState(h, c);
  }

  private static RecurrentState joined(Pass pass, List<RecurrentState> states) {
    Tensor[] h = states.stream().map(RecurrentState::h).toArray(Tensor[]::new);
    Tensor[] c = states.stream().map(RecurrentState::c).toArray(Tensor[]::new);
    return new RecurrentState(Ops.concat(pass, 0, h), c[0] == null ? null : Ops.concat(pass, 0, c));
  }
}
