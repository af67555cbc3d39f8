package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.RecurrentGeometry;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// A recurrent layer over x [B,T,In], out [B,T,D·H] for D directions (forward, then reverse), with
/// PyTorch's gates and parameters. Inputs: x, then for each direction weight_ih [G·H,In], weight_hh
/// [G·H,H], bias_ih [G·H], bias_hh [G·H] for the G gates of the cell; then, if `initial`, the state
/// h [D,B,H] and for LSTM c [D,B,H]; then, if `padded`, lengths `[B]`.
///
/// With `stateful` the output is one row: out, the last h and for LSTM the last c, one after the
/// other.
record Recurrent(
    RecurrentCell cell, int directions, boolean initial, boolean padded, boolean stateful)
    implements Op {
  static final int PER_DIRECTION = 4;

  @Override
  public String name() {
    return cell.label();
  }

  @Override
  public Shape infer(List<Shape> in) {
    Shape x = in.get(0);
    Checks.rank(name(), "input", x, 3);
    int hidden = in.get(2).dim(-1);
    int rows = cell.gates() * hidden;
    for (int d = 0; d < directions; d++) {
      int from = 1 + d * PER_DIRECTION;
      Checks.shape(name(), "weight_ih", x, in.get(from), Shape.of(rows, x.dim(2)));
      Checks.shape(name(), "weight_hh", in.get(from + 1), Shape.of(rows, hidden));
      Checks.shape(name(), "bias_ih", in.get(from + 2), Shape.of(rows));
      Checks.shape(name(), "bias_hh", in.get(from + 3), Shape.of(rows));
    }
    Shape state = Shape.of(directions, x.dim(0), hidden);
    if (initial) {
      Checks.shape(name(), "state h", x, in.get(hiddenState()), state);
      if (cell == RecurrentCell.LSTM) {
        Checks.shape(name(), "state c", x, in.get(cellState()), state);
      }
    }
    if (padded) {
      Checks.shape(name(), "lengths", x, in.get(lengths()), Shape.of(x.dim(0)));
    }
    Shape out = Shape.of(x.dim(0), x.dim(1), directions * hidden);
    return stateful ? Shape.of(out.numel() + states() * state.numel()) : out;
  }

  /// How many states the cell has.
  int states() {
    return cell == RecurrentCell.LSTM ? 2 : 1;
  }

  /// The number of the input h.
  int hiddenState() {
    return 1 + directions * PER_DIRECTION;
  }

  /// The number of the input c.
  int cellState() {
    return hiddenState() + 1;
  }

  /// The number of the input with the lengths.
  int lengths() {
    return hiddenState() + (initial ? states() : 0);
  }

  /// The first of the inputs of a direction.
  static int weights(int direction) {
    return 1 + direction * PER_DIRECTION;
  }

  RecurrentGeometry geometry(OpContext c, int direction) {
    Shape x = c.inShape(0);
    int hidden = c.inShape(2).dim(1);
    return new RecurrentGeometry(
        x.dim(0), x.dim(1), hidden, directions * hidden, direction * hidden, direction == 1);
  }

  @Override
  public long flops(List<Shape> in, Shape out) {
    Shape x = in.get(0);
    int hidden = in.get(2).dim(1);
    return 2L * cell.gates() * directions * x.dim(0) * x.dim(1) * hidden * (x.dim(2) + hidden);
  }

  @Override
  public void forward(OpContext c) {
    for (int d = 0; d < directions; d++) {
      new RecurrentForward(this, c, d).run();
    }
  }

  @Override
  public void backward(OpContext c) {
    RecurrentBackward.Inputs inputs = new RecurrentBackward.Inputs(this, c);
    for (int d = 0; d < directions; d++) {
      new RecurrentBackward(this, c, d, inputs).run();
    }
  }
}
