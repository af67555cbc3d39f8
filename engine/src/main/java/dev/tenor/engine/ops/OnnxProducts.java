package dev.tenor.engine.ops;

import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;

/// Products in ONNX's operators.
final class OnnxProducts {
  private OnnxProducts() {}

  static void addTo(OnnxForms forms) {
    forms.with(MatMul.class, OnnxProducts::matmul).with(Linear.class, OnnxProducts::linear);
  }

  private static String matmul(OnnxCall<MatMul> call) {
    int rank = call.output().rank();
    String a = call.op().transA() ? matrixTransposed(call, call.in(0), rank) : call.in(0);
    String b = call.op().transB() ? matrixTransposed(call, call.in(1), rank) : call.in(1);
    return call.node("MatMul", a, b);
  }

  private static String matrixTransposed(OnnxCall<?> call, String x, int rank) {
    int[] axes = new int[rank];
    for (int i = 0; i < rank - 2; i++) {
      axes[i] = i;
    }
    axes[rank - 2] = rank - 1;
    axes[rank - 1] = rank - 2;
    return call.graph().transpose(x, axes);
  }

  private static String linear(OnnxCall<Linear> call) {
    String product = call.node("MatMul", call.in(0), call.graph().transpose(call.in(1), 1, 0));
    return call.has(2) ? call.node("Add", product, call.in(2)) : product;
  }
}
