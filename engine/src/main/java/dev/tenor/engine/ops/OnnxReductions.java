package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.integers;

import dev.tenor.engine.onnx.OnnxAttribute;
import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import java.util.List;
import java.util.stream.LongStream;

/// Reductions in ONNX's operators.
final class OnnxReductions {
  private OnnxReductions() {}

  static void addTo(OnnxForms forms) {
    forms
        .with(Mean.class, OnnxReductions::mean)
        .with(Sum.class, OnnxReductions::sum)
        .with(Extreme.class, OnnxReductions::extreme)
        .with(ArgExtreme.class, OnnxReductions::argExtreme)
        .with(Norm.class, OnnxReductions::norm)
        .with(CumulativeSum.class, OnnxReductions::cumulativeSum)
        .with(GlobalAvgPool.class, OnnxReductions::globalAvgPool);
  }

  private static String mean(OnnxCall<Mean> call) {
    int kept = call.shape(0).rank() == 1 ? 1 : 0; // a vector's mean has shape [1]
    return call.graph()
        .node(
            "ReduceMean",
            List.of(integers("axes", call.op().axis()), integer("keepdims", kept)),
            call.in(0));
  }

  private static String sum(OnnxCall<Sum> call) {
    Axes axes = call.op().axes();
    if (call.op().mean()) {
      return reduced(call, "ReduceMean", axes);
    }
    OnnxGraph graph = call.graph();
    String dims = graph.integers(list(call, axes)); // an input of this operator alone
    OnnxAttribute kept = integer("keepdims", keeps(call, axes) ? 1 : 0);
    return flat(call, axes, graph.node("ReduceSum", List.of(kept), call.in(0), dims));
  }

  private static String extreme(OnnxCall<Extreme> call) {
    return reduced(call, call.op().largest() ? "ReduceMax" : "ReduceMin", call.op().axes());
  }

  private static String norm(OnnxCall<Norm> call) {
    return reduced(call, "ReduceL2", call.op().axes());
  }

  private static String reduced(OnnxCall<?> call, String operator, Axes axes) {
    OnnxAttribute kept = integer("keepdims", keeps(call, axes) ? 1 : 0);
    OnnxAttribute dims = integers("axes", list(call, axes));
    return flat(call, axes, call.graph().node(operator, List.of(dims, kept), call.in(0)));
  }

  private static long[] list(OnnxCall<?> call, Axes axes) {
    int rank = call.shape(0).rank();
    return axes.list().isEmpty()
        ? LongStream.range(0, rank).toArray()
        : axes.list().stream().mapToLong(axis -> call.shape(0).axis(axis)).toArray();
  }

  private static boolean keeps(OnnxCall<?> call, Axes axes) {
    return axes.keepDims() || list(call, axes).length == call.shape(0).rank();
  }

  /// Where no axis is left the engine's result has the shape [1].
  private static String flat(OnnxCall<?> call, Axes axes, String result) {
    boolean none = !axes.keepDims() && keeps(call, axes) && call.shape(0).rank() > 1;
    return none ? call.node("Reshape", result, call.graph().integers(1)) : result;
  }

  private static String argExtreme(OnnxCall<ArgExtreme> call) {
    int kept = call.shape(0).rank() == 1 ? 1 : 0;
    OnnxAttribute axis = integer("axis", call.op().axis());
    String operator = call.op().largest() ? "ArgMax" : "ArgMin";
    OnnxGraph graph = call.graph();
    return graph.number(graph.node(operator, List.of(axis, integer("keepdims", kept)), call.in(0)));
  }

  private static String cumulativeSum(OnnxCall<CumulativeSum> call) {
    String axis = call.graph().integer(call.shape(0).axis(call.op().axis()));
    return call.node("CumSum", call.in(0), axis);
  }

  private static String globalAvgPool(OnnxCall<GlobalAvgPool> call) {
    long[] axes = LongStream.range(1, call.shape(0).rank() - 1).toArray();
    return call.graph()
        .node("ReduceMean", List.of(integers("axes", axes), integer("keepdims", 0)), call.in(0));
  }
}
