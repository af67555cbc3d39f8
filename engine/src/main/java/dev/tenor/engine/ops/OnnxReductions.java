package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.integers;

import dev.tenor.engine.onnx.OnnxAttribute;
import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// Reductions in ONNX's operators.
final class OnnxReductions {
  private OnnxReductions() {}

  static void addTo(OnnxForms forms) {
    forms
        .with(Mean.class, call -> reduced(call, "ReduceMean", call.op().axis()))
        .with(GlobalAvgPool.class, OnnxReductions::globalAvgPool)
        .with(Sum.class, OnnxReductions::sum)
        .with(Norm.class, call -> reduced(call, "ReduceL2", axes(call, call.op().axes())))
        .with(Extreme.class, OnnxReductions::extreme)
        .with(ArgExtreme.class, OnnxReductions::argExtreme)
        .with(CumulativeSum.class, OnnxReductions::cumulativeSum);
  }

  private static long[] axes(OnnxCall<?> call, Axes axes) {
    return axes.list().isEmpty()
        ? LongStream.range(0, call.shape(0).rank()).toArray()
        : axes.list().stream().mapToLong(Integer::longValue).toArray();
  }

  /// What leaves axes out, or keeps them with length 1. Where none is left, the engine has shape
  /// [1].
  private static String reduced(OnnxCall<?> call, String operator, long... axes) {
    return reduced(call, operator, integers("axes", axes));
  }

  private static String reduced(
      OnnxCall<?> call, String operator, OnnxAttribute attribute, String... more) {
    OnnxGraph graph = call.graph();
    List<String> operands = new ArrayList<>(List.of(call.in(0)));
    operands.addAll(List.of(more));
    boolean kept = call.output().rank() == call.shape(0).rank();
    List<OnnxAttribute> attributes = new ArrayList<>(List.of(integer("keepdims", kept ? 1 : 0)));
    if (attribute != null) {
      attributes.add(attribute);
    }
    String reduced = graph.node(operator, attributes, operands.toArray(String[]::new));
    boolean single =
        !kept
            && call.output().rank() == 1
            && call.output().each().stream().allMatch(s -> s.numel() == 1);
    return single ? graph.node("Reshape", reduced, graph.integers(1)) : reduced;
  }

  private static String globalAvgPool(OnnxCall<GlobalAvgPool> call) {
    return reduced(call, "ReduceMean", LongStream.range(1, call.shape(0).rank() - 1).toArray());
  }

  private static String sum(OnnxCall<Sum> call) {
    long[] axes = axes(call, call.op().axes());
    return call.op().mean()
        ? reduced(call, "ReduceMean", axes)
        : reduced(call, "ReduceSum", null, call.graph().integers(axes));
  }

  private static String extreme(OnnxCall<Extreme> call) {
    String operator = call.op().largest() ? "ReduceMax" : "ReduceMin";
    return reduced(call, operator, axes(call, call.op().axes()));
  }

  private static String argExtreme(OnnxCall<ArgExtreme> call) {
    String operator = call.op().largest() ? "ArgMax" : "ArgMin";
    return call.graph().number(reduced(call, operator, integer("axis", call.op().axis())));
  }

  private static String cumulativeSum(OnnxCall<CumulativeSum> call) {
    Shape x = call.shape(0).each().getFirst();
    return call.node("CumSum", call.in(0), call.graph().integer(x.axis(call.op().axis())));
  }
}
