package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.LENGTHS;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.RecurrentResult;
import dev.tenor.engine.ops.RecurrentState;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.List;

/// Recurrent layers: LSTM, GRU and plain ones, from a state or not, of sequences of unequal lengths
/// or not. See [OpCases].
final class RecurrentCases extends CaseList {
  /// The method, and how many times H rows its weights have.
  private record Cell(String name, int gates) {}

  private static final List<Cell> CELLS =
      List.of(
          new Cell("lstm", 4), new Cell("gru", 3), new Cell("rnnTanh", 1), new Cell("rnnRelu", 1));

  @Override
  void fill() {
    for (Cell cell : CELLS) {
      plain(cell, "", 5, 4, 7, 6, 1);
      plain(cell, " one step", 2, 1, 3, 1, 1);
      plain(cell, " both ways", 3, 5, 8, 17, 2);
      plain(cell, " of 48", 13, 3, 20, 48, 2);
      stateful(cell, " state", 5, 4, 7, 9, 1, false, false);
      stateful(cell, " first state both ways", 3, 6, 5, 18, 2, true, false);
      stateful(cell, " lengths", 6, 5, 4, 11, 2, false, true);
      stateful(cell, " first state and lengths", 9, 7, 3, 5, 2, true, true);
      stateful(cell, " first state and lengths, one way", 5, 7, 3, 21, 1, true, true);
      stateful(cell, " no steps", 2, 0, 3, 5, 2, true, true);
    }
  }

  private void plain(
      Cell cell, String name, int batch, int time, int in, int hidden, int directions) {
    OpCase added =
        add(
            "recurrent " + cell.name() + name,
            (p, x) -> run(cell, p, x[0], parameters(p, x, directions)));
    inputs(added, cell, batch, time, in, hidden, directions);
  }

  private void stateful(
      Cell cell,
      String name,
      int batch,
      int time,
      int in,
      int hidden,
      int directions,
      boolean initial,
      boolean padded) {
    boolean lstm = cell.name().equals("lstm");
    int first = 1 + 4 * directions;
    OpCase added =
        add(
            "recurrent " + cell.name() + name,
            (p, x) -> {
              RecurrentState state =
                  initial ? new RecurrentState(x[first], lstm ? x[first + 1] : null) : null;
              Tensor lengths = padded ? x[x.length - 1] : null;
              return flat(p, run(cell, p, x[0], state, lengths, parameters(p, x, directions)));
            });
    inputs(added, cell, batch, time, in, hidden, directions);
    for (int i = 0; initial && i < (lstm ? 2 : 1); i++) {
      added.variable(directions, batch, hidden);
    }
    if (padded) {
      added.in(LENGTHS, batch);
    }
  }

  private static void inputs(
      OpCase added, Cell cell, int batch, int time, int in, int hidden, int directions) {
    added.variable(batch, time, in);
    int rows = cell.gates() * hidden;
    for (int d = 0; d < directions; d++) {
      added.variable(rows, in).variable(rows, hidden).variable(rows).variable(rows);
    }
    if (cell.name().equals("rnnRelu")) {
      added.noGradientCheck(); // the ReLU of a sum has kinks anywhere
    }
  }

  /// The weights of the inputs, the recurrent ones smaller, so that no state grows without end.
  private static Tensor[] parameters(Pass p, Tensor[] x, int directions) {
    Tensor[] parameters = new Tensor[4 * directions];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = i % 4 == 1 ? Ops.scale(p, x[1 + i], 0.2f) : x[1 + i];
    }
    return parameters;
  }

  private static Tensor run(Cell cell, Pass p, Tensor x, Tensor... parameters) {
    return switch (cell.name()) {
      case "lstm" -> Sequences.lstm(p, x, parameters);
      case "gru" -> Sequences.gru(p, x, parameters);
      case "rnnTanh" -> Sequences.rnnTanh(p, x, parameters);
      default -> Sequences.rnnRelu(p, x, parameters);
    };
  }

  private static RecurrentResult run(
      Cell cell, Pass p, Tensor x, RecurrentState state, Tensor lengths, Tensor... parameters) {
    return switch (cell.name()) {
      case "lstm" -> Sequences.lstm(p, x, state, lengths, parameters);
      case "gru" -> Sequences.gru(p, x, state, lengths, parameters);
      case "rnnTanh" -> Sequences.rnnTanh(p, x, state, lengths, parameters);
      default -> Sequences.rnnRelu(p, x, state, lengths, parameters);
    };
  }

  /// Output and last state, one after the other.
  static Tensor flat(Pass p, RecurrentResult result) {
    Tensor h = result.state().h();
    Tensor c = result.state().c();
    Tensor out = row(p, result.out());
    return c == null
        ? Ops.concat(p, 0, out, row(p, h))
        : Ops.concat(p, 0, out, row(p, h), row(p, c));
  }

  private static Tensor row(Pass p, Tensor x) {
    return Ops.reshape(p, x, Shape.of(x.shape().numel()));
  }
}
