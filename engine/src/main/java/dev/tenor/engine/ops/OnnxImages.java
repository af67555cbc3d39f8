package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integers;

import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.onnx.OnnxAttribute;
import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// Convolutions and pooling in ONNX's operators, which have channels first: [B,C,H,W].
final class OnnxImages {
  private OnnxImages() {}

  static void addTo(OnnxForms forms) {
    forms
        .with(Conv1d.class, OnnxImages::conv1d)
        .with(Conv2d.class, OnnxImages::conv2d)
        .with(ConvBlock.class, OnnxImages::convBlock)
        .with(AvgPool2d.class, OnnxImages::avgPool2d)
        .with(MaxPool2d.class, OnnxImages::maxPool2d);
  }

  static String channelsFirst(OnnxGraph graph, String image) {
    return graph.transpose(image, 0, 3, 1, 2);
  }

  static String channelsLast(OnnxGraph graph, String image) {
    return graph.transpose(image, 0, 2, 3, 1);
  }

  private static String conv1d(OnnxCall<Conv1d> call) {
    OnnxGraph graph = call.graph();
    String x = graph.transpose(call.in(0), 0, 2, 1);
    String w = graph.transpose(call.in(1), 2, 1, 0);
    long stride = call.op().stride();
    long padding = call.op().padding();
    List<OnnxAttribute> attributes =
        List.of(
            integers("kernel_shape", call.shape(1).dim(0)),
            integers("strides", stride),
            integers("pads", padding, padding));
    String y =
        call.has(2)
            ? graph.node("Conv", attributes, x, w, call.in(2))
            : graph.node("Conv", attributes, x, w);
    return graph.transpose(y, 0, 2, 1);
  }

  private static String conv2d(OnnxCall<Conv2d> call) {
    OnnxGraph graph = call.graph();
    String x = channelsFirst(graph, call.in(0));
    return channelsLast(graph, convolved(call, x, call.op().stride(), call.op().padding()));
  }

  /// x [B,Cin,H,W] and the weight at input 1 [kh,kw,Cin,Cout] → [B,Cout,H',W'].
  private static String convolved(OnnxCall<?> call, String x, long stride, long padding) {
    OnnxGraph graph = call.graph();
    String w = graph.transpose(call.in(1), 3, 2, 0, 1);
    Shape weight = call.shape(1).each().getFirst();
    List<OnnxAttribute> attributes =
        List.of(
            integers("kernel_shape", weight.dim(0), weight.dim(1)),
            integers("strides", stride, stride),
            integers("pads", padding, padding, padding, padding));
    return call.has(2)
        ? graph.node("Conv", attributes, x, w, call.in(2))
        : graph.node("Conv", attributes, x, w);
  }

  private static String convBlock(OnnxCall<ConvBlock> call) {
    OnnxGraph graph = call.graph();
    ConvBlock op = call.op();
    String x = channelsFirst(graph, call.in(0));
    String y = convolved(call, x, op.stride(), op.padding());
    y = OnnxNorms.batchNorm(graph, y, call.inputs().subList(3, 7), op.eps());
    y = OnnxElementwise.unary(graph, UnaryFn.ELU, y);
    y = op.pool() == 1 ? y : pooled(graph, "AveragePool", y, op.pool(), op.pool());
    return channelsLast(graph, y);
  }

  private static String avgPool2d(OnnxCall<AvgPool2d> call) {
    return pooled(call, "AveragePool", call.op().kernelH(), call.op().kernelW());
  }

  private static String maxPool2d(OnnxCall<MaxPool2d> call) {
    return pooled(call, "MaxPool", call.op().kernelH(), call.op().kernelW());
  }

  private static String pooled(OnnxCall<?> call, String operator, long height, long width) {
    OnnxGraph graph = call.graph();
    String x = channelsFirst(graph, call.in(0));
    return channelsLast(graph, pooled(graph, operator, x, height, width));
  }

  /// Windows side by side over x [B,C,H,W]; what is left over at the edges is dropped.
  private static String pooled(
      OnnxGraph graph, String operator, String x, long height, long width) {
    return graph.node(
        operator,
        List.of(integers("kernel_shape", height, width), integers("strides", height, width)),
        x);
  }
}
