package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.Recurrence;
import dev.tenor.engine.backend.RecurrentGeometry;
import dev.tenor.engine.backend.UnaryFn;

/// One direction of [Recurrent], forward. What it saves for backward, direction after direction:
/// the state before each step, and for LSTM the gates and cells, for GRU the gates and u.
final class RecurrentForward {
  private final Recurrent op;
  private final OpContext c;
  private final Backend backend;
  private final int direction;
  private final RecurrentGeometry g;
  private final int rows;
  private final int h;

  RecurrentForward(Recurrent op, OpContext c, int direction) {
    this.op = op;
    this.c = c;
    this.direction = direction;
    backend = c.backend();
    g = op.geometry(c, direction);
    rows = g.batch() * g.time();
    h = g.hidden();
  }

  void run() {
    int weights = Recurrent.weights(direction);
    Recurrence<Buffer> recurrence = backend.recurrence();
    Buffer previous = c.save(rows * h);
    Buffer weightHh = c.in(weights + 1);
    Buffer lengths = op.padded() ? c.in(op.lengths()) : null;
    Buffer state = state(0);
    switch (op.cell()) {
      case LSTM -> {
        Buffer gates = gates(c.save(rows * 4 * h), weights);
        Buffer cells = c.save(rows * h);
        Buffer cell = state(1);
        recurrence.lstm(c.out(), gates, cells, previous, state, cell, weightHh, lengths, g);
      }
      case GRU -> {
        Buffer gates = gates(c.save(rows * 3 * h), weights);
        Buffer inner = c.save(rows * h);
        Buffer bias = c.in(weights + 3).slice(2 * h, h);
        recurrence.gru(c.out(), gates, inner, previous, state, weightHh, bias, lengths, g);
      }
      case RNN_TANH, RNN_RELU -> {
        Buffer gates = gates(c.scratch(rows * h), weights);
        recurrence.rnn(fn(op), c.out(), gates, previous, state, weightHh, lengths, g);
      }
    }
  }

  static UnaryFn fn(Recurrent op) {
    return op.cell() == RecurrentCell.RNN_TANH ? UnaryFn.TANH : UnaryFn.RELU;
  }

  /// The input's share of the gates, with the biases of both sides; a GRU's b_hn comes later.
  private Buffer gates(Buffer gates, int weights) {
    int n = op.cell().gates() * h;
    Buffer bias = c.scratch(n);
    backend.memory().copy(bias, c.in(weights + 2), n);
    int both = op.cell() == RecurrentCell.GRU ? 2 * h : n;
    backend.elementwise().axpy(bias, 1, c.in(weights + 3), both);
    Linear.product(c, gates, weights, bias, rows, n, c.inShape(0).dim(2));
    return gates;
  }

  /// The first state h (0) or c (1) of this direction, where the last one is to go.
  private Buffer state(int number) {
    int n = g.batch() * h;
    int all = op.directions() * n;
    int at = rows * g.outStride() + number * all + direction * n;
    Buffer state = op.stateful() ? c.out().slice(at, n) : c.scratch(n);
    if (op.initial()) {
      Buffer first = c.in(op.hiddenState() + number).slice(direction * n, n);
      backend.memory().copy(state, first, n);
    } else {
      backend.memory().fill(state, 0, n);
    }
    return state;
  }
}
