package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.integers;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import java.util.List;
import java.util.stream.LongStream;

/// Reductions in ONNX's operators.
final class OnnxReductions {
  private OnnxReductions() {}

  static void addTo(OnnxForms forms) {
    forms
        .with(Mean.class, OnnxReductions::mean)
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

  private static String globalAvgPool(OnnxCall<GlobalAvgPool> call) {
    long[] axes = LongStream.range(1, call.shape(0).rank() - 1).toArray();
    return call.graph()
        .node("ReduceMean", List.of(integers("axes", axes), integer("keepdims", 0)), call.in(0));
  }
}
