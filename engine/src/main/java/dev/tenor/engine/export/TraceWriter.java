package dev.tenor.engine.export;

import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.StateLayout;
import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxDim;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.engine.onnx.OnnxOperand;
import dev.tenor.engine.onnx.TracedShape;
import dev.tenor.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Writes the ops of several runs of one network, which differ in their free dims, into a graph.
final class TraceWriter {
  private final OnnxGraph graph;
  private final OnnxForms forms;
  private final Backend backend;
  private final Map<String, Parameter> parameters;
  private final List<Trace> traces;
  private final List<OnnxOperand> written = new ArrayList<>();

  TraceWriter(
      OnnxGraph graph,
      OnnxForms forms,
      Backend backend,
      Map<String, Parameter> parameters,
      List<Trace> traces) {
    this.graph = graph;
    this.forms = forms;
    this.backend = backend;
    this.parameters = parameters;
    this.traces = traces;
  }

  /// @param inputs the graph's values for the inputs
  /// @return the graph's values for all values of the traces
  List<String> write(List<String> inputs) {
    int count = traces.getFirst().values().size();
    for (Trace trace : traces) {
      require(trace.values().size() == count, "");
    }
    for (int i = 0; i < count; i++) {
      written.add(operand(i, inputs));
    }
    graph.scope("");
    return written.stream().map(OnnxOperand::value).toList();
  }

  private static void require(boolean same, String path) {
    if (!same) {
      throw new IllegalArgumentException(
          "ONNX: "
              + (path.isEmpty() ? "the network" : path)
              + " computes something else where a free axis, such as the batch, is longer; let it be"
              + " the same ops for every length, or give that axis a fixed length");
    }
  }

  private OnnxOperand operand(int i, List<String> inputs) {
    Trace.Value first = each(i).getFirst();
    for (Trace.Value other : each(i)) {
      require(other.kind() == first.kind(), "");
    }
    TracedShape shape = new TracedShape(each(i).stream().map(Trace.Value::shape).toList());
    return switch (first.kind()) {
      case INPUT -> new OnnxOperand(inputs.get(i), shape, null);
      case PARAMETER -> parameter(first.name(), shape);
      case CONSTANT -> constant(i, shape);
      case COMPUTED -> new OnnxOperand(computed(i, shape), shape, null);
    };
  }

  private List<Trace.Value> each(int i) {
    return traces.stream().map(trace -> trace.values().get(i)).toList();
  }

  /// A parameter is stored as in the state dict and brought into the engine's layout.
  private OnnxOperand parameter(String name, TracedShape shape) {
    graph.scope("");
    Parameter p = parameters.get(name);
    float[] values = new float[p.shape().numel()];
    backend.memory().download(values, 0, p.tensor().buffer(), values.length);
    StateLayout layout = p.layout();
    String x = graph.constant(name, layout.state().toArray(), layout.toState(values));
    Shape permuted = Shape.of(Arrays.stream(layout.axes()).map(layout.view()::dim).toArray());
    x = reshape(x, layout.state(), permuted);
    int[] inverse = new int[layout.axes().length];
    for (int axis = 0; axis < inverse.length; axis++) {
      inverse[layout.axes()[axis]] = axis;
    }
    x = reshape(graph.transpose(x, inverse), layout.view(), p.shape());
    return new OnnxOperand(x, shape, values);
  }

  private String reshape(String x, Shape from, Shape to) {
    long[] dims = Arrays.stream(to.toArray()).asLongStream().toArray();
    return from.equals(to) ? x : graph.node("Reshape", x, graph.integers(dims));
  }

  private OnnxOperand constant(int i, TracedShape shape) {
    float[] values = each(i).getFirst().values();
    for (Trace.Value other : each(i)) {
      if (!Arrays.equals(other.values(), values)) {
        throw new IllegalArgumentException(
            "ONNX: a constant of shape "
                + other.shape()
                + " depends on the length of a free axis, such as the batch; give that axis a fixed"
                + " length, or make the constant smaller and let an op repeat it");
      }
    }
    String name = "constant_" + i;
    graph.constant(name, shape.each().getFirst().toArray(), values);
    return new OnnxOperand(name, shape, values);
  }

  private String computed(int i, TracedShape shape) {
    List<Trace.Step> steps = each(i).stream().map(Trace.Value::step).toList();
    Trace.Step first = steps.getFirst();
    for (Trace.Step step : steps) {
      require(
          step.op().getClass() == first.op().getClass() && step.inputs().equals(first.inputs()),
          first.path());
    }
    graph.scope(first.path());
    List<OnnxOperand> operands = first.inputs().stream().map(written::get).toList();
    List<Op> ops = steps.stream().map(Trace.Step::op).toList();
    try {
      return forms.write(new OnnxCall<>(graph, ops, operands, shape));
    } catch (IllegalArgumentException e) {
      String at = first.path().isEmpty() ? "" : first.path() + ": ";
      throw new IllegalArgumentException("ONNX: " + at + e.getMessage(), e);
    }
  }

  /// The dims of a value; a free one has the name of the free axis that is as long in every run.
  OnnxDim[] dims(int i, List<TracedInput> inputs) {
    TracedShape shape = written.get(i).shape();
    return IntStream.range(0, shape.rank())
        .mapToObj(axis ->
            shape.isFree(axis)
                ? OnnxDim.free(name(shape, axis, inputs))
                : OnnxDim.of(shape.dim(axis)))
        .toArray(OnnxDim[]::new);
  }

  private String name(TracedShape shape, int axis, List<TracedInput> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      TracedShape input = written.get(i).shape();
      for (int at = 0; at < inputs.get(i).axes().size(); at++) {
        if (!inputs.get(i).axes().get(at).isEmpty() && shape.same(axis, input, at)) {
          return inputs.get(i).axes().get(at);
        }
      }
    }
    return "";
  }
}
