package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.GemmGeometry;
import dev.tenor.engine.backend.RecurrentGeometry;

/// One direction of [Recurrent], backward.
final class RecurrentBackward {
  /// How many buffers forward saves for a direction.
  private static final int SAVED = 3;

  private final Recurrent op;
  private final OpContext c;
  private final Backend backend;
  private final int direction;
  private final Inputs inputs;
  private final RecurrentGeometry g;
  private final int rows;
  private final int h;

  /// The gradients of the input and of the first states, which the directions share; null where
  /// there is none to write.
  record Inputs(Buffer x, Buffer h, Buffer c) {
    Inputs(Recurrent op, OpContext c) {
      this(
          c.needsGrad(0) ? c.gradIn(0) : null,
          op.initial() && c.needsGrad(op.hiddenState()) ? c.gradIn(op.hiddenState()) : null,
          op.initial() && op.states() > 1 && c.needsGrad(op.cellState())
              ? c.gradIn(op.cellState())
              : null);
    }
  }

  RecurrentBackward(Recurrent op, OpContext c, int direction, Inputs inputs) {
    this.op = op;
    this.c = c;
    this.direction = direction;
    this.inputs = inputs;
    backend = c.backend();
    g = op.geometry(c, direction);
    rows = g.batch() * g.time();
    h = g.hidden();
  }

  void run() {
    int weights = Recurrent.weights(direction);
    int n = op.cell().gates() * h;
    Buffer dgates = c.scratch(rows * n);
    Buffer drecurrent = op.cell() == RecurrentCell.GRU ? c.scratch(rows * n) : dgates;
    steps(dgates, drecurrent, weights);
    int in = c.inShape(0).dim(2);
    if (inputs.x() != null) {
      GemmGeometry product = GemmGeometry.of(false, false, rows, in, n);
      backend.gemm().gemm(product, inputs.x(), dgates, c.in(weights), 1, direction == 0 ? 0 : 1);
    }
    if (c.needsGrad(weights)) {
      Linear.weightGrad(backend, c.gradAccumulate(weights), dgates, c.in(0), rows, n, in);
    }
    if (c.needsGrad(weights + 1)) {
      Buffer previous = c.saved(first());
      Linear.weightGrad(backend, c.gradAccumulate(weights + 1), drecurrent, previous, rows, n, h);
    }
    bias(weights + 2, dgates, n);
    bias(weights + 3, drecurrent, n);
  }

  private void bias(int input, Buffer gradients, int n) {
    if (c.needsGrad(input)) {
      backend.reductions().sumAxis(c.gradAccumulate(input), gradients, 1, rows, n, 1, true);
    }
  }

  /// The number of the first buffer that forward saved.
  private int first() {
    boolean plain = op.cell().gates() == 1;
    return direction * (plain ? 1 : SAVED);
  }

  private void steps(Buffer dgates, Buffer drecurrent, int weights) {
    Buffer previous = c.saved(first());
    Buffer weightHh = c.in(weights + 1);
    Buffer lengths = op.padded() ? c.in(op.lengths()) : null;
    Buffer dout = c.gradOut();
    Buffer dh = state(0, inputs.h());
    switch (op.cell()) {
      case LSTM -> {
        Buffer gates = c.saved(first() + 1);
        Buffer cells = c.saved(first() + 2);
        Buffer start = op.initial() ? mine(c.in(op.cellState())) : null;
        Buffer dc = state(1, inputs.c());
        backend
            .recurrence()
            .lstmBackward(dgates, dh, dc, dout, gates, cells, start, weightHh, lengths, g);
      }
      case GRU -> {
        Buffer gates = c.saved(first() + 1);
        Buffer inner = c.saved(first() + 2);
        backend
            .recurrence()
            .gruBackward(
                dgates, drecurrent, dh, dout, gates, inner, previous, weightHh, lengths, g);
      }
      case RNN_TANH, RNN_RELU ->
          backend
              .recurrence()
              .rnnBackward(
                  RecurrentForward.fn(op), dgates, dh, dout, c.out(), weightHh, lengths, g);
    }
  }

  /// This direction's part of a tensor [D,B,H].
  private Buffer mine(Buffer states) {
    int n = g.batch() * h;
    return states.slice(direction * n, n);
  }

  /// The gradient of the last state h (0) or c (1), where that of the first is to go: `gradient`,
  /// or nowhere if that is null.
  private Buffer state(int number, Buffer gradient) {
    int n = g.batch() * h;
    Buffer state = gradient == null ? c.scratch(n) : mine(gradient);
    if (op.stateful()) {
      int at = rows * g.outStride() + number * op.directions() * n + direction * n;
      backend.memory().copy(state, c.gradOut().slice(at, n), n);
    } else {
      backend.memory().fill(state, 0, n);
    }
    return state;
  }
}
