package dev.tenor.engine.export;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpObserver;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What one run of a network computed: every value in the order in which it was first seen.
final class Trace implements OpObserver {
  enum Kind {
    INPUT,
    PARAMETER,
    CONSTANT,
    COMPUTED
  }

  /// @param name of an input or parameter
  /// @param values of a constant
  /// @param step what computed it
  record Value(Kind kind, Shape shape, String name, float[] values, Step step) {}

  /// An op.
  ///
  /// @param inputs the numbers of the values it was applied to
  record Step(String path, Op op, List<Integer> inputs) {}

  private final Pass pass;
  private final Map<Tensor, String> parameters = new IdentityHashMap<>();
  private final Map<Tensor, Integer> numbers = new IdentityHashMap<>();
  private final List<Value> values = new ArrayList<>();

  Trace(Pass pass, Map<String, Parameter> parameters) {
    this.pass = pass;
    parameters.forEach((name, p) -> this.parameters.putIfAbsent(p.tensor(), name));
  }

  void input(String name, Tensor x) {
    add(x, new Value(Kind.INPUT, x.shape(), name, null, null));
  }

  private int add(Tensor tensor, Value value) {
    numbers.put(tensor, values.size());
    values.add(value);
    return values.size() - 1;
  }

  @Override
  public void applied(String path, Op op, List<Tensor> inputs, Tensor output) {
    List<Integer> from = inputs.stream().map(this::number).toList();
    add(output, new Value(Kind.COMPUTED, output.shape(), null, null, new Step(path, op, from)));
  }

  /// The number of a value; one that nothing computed is a parameter or a constant.
  int number(Tensor tensor) {
    Integer known = numbers.get(tensor);
    if (known != null) {
      return known;
    }
    String name = parameters.get(tensor);
    return add(
        tensor,
        name == null
            ? new Value(Kind.CONSTANT, tensor.shape(), null, pass.read(tensor), null)
            : new Value(Kind.PARAMETER, tensor.shape(), name, null, null));
  }

  List<Value> values() {
    return values;
  }
}
