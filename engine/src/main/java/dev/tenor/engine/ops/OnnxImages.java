package dev.tenor.engine.ops;

import static dev.tenor.engine.onnx.OnnxAttribute.integer;
import static dev.tenor.engine.onnx.OnnxAttribute.integers;
import static dev.tenor.engine.onnx.OnnxAttribute.text;

import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.onnx.OnnxAttribute;
import dev.tenor.engine.onnx.OnnxCall;
import dev.tenor.engine.onnx.OnnxForms;
import dev.tenor.engine.onnx.OnnxGraph;
import dev.tenor.engine.onnx.TracedShape;
import java.util.ArrayList;
import java.util.List;

/// Convolutions and pooling in ONNX's operators, which have channels first: [B,C,H,W] or [B,C,T].
final class OnnxImages {
  private OnnxImages() {}

  static void addTo(OnnxForms forms) {
    forms
        .with(Conv.class, OnnxImages::conv)
        .with(ConvTranspose.class, OnnxImages::convTranspose)
        .with(ConvBlock.class, OnnxImages::convBlock)
        .with(AvgPool.class, call -> pooled(call, "AveragePool", call.op().settings()))
        .with(MaxPool.class, call -> pooled(call, "MaxPool", call.op().settings()))
        .with(PixelShuffle.class, OnnxImages::pixelShuffle)
        .with(Resample.class, call -> new OnnxResample(call).write());
  }

  /// x [B,..,C] with the channels behind the batch.
  static String channelsFirst(OnnxGraph graph, String x, int rank) {
    int[] axes = new int[rank];
    axes[1] = rank - 1;
    for (int i = 2; i < rank; i++) {
      axes[i] = i - 1;
    }
    return graph.transpose(x, axes);
  }

  /// The way back.
  static String channelsLast(OnnxGraph graph, String x, int rank) {
    int[] axes = new int[rank];
    for (int i = 1; i < rank - 1; i++) {
      axes[i] = i + 1;
    }
    axes[rank - 1] = 1;
    return graph.transpose(x, axes);
  }

  /// A pair of settings for height and width, or that of the width alone for steps in time.
  private static long[] pair(int rank, long height, long width) {
    return rank == 4 ? new long[] {height, width} : new long[] {width};
  }

  /// The same before and behind.
  private static OnnxAttribute pads(int rank, long height, long width) {
    return integers(
        "pads", rank == 4 ? new long[] {height, width, height, width} : new long[] {width, width});
  }

  private static String conv(OnnxCall<Conv> call) {
    int rank = call.op().rank();
    String x = channelsFirst(call.graph(), call.in(0), rank);
    return channelsLast(call.graph(), convolved(call, "Conv", x, call.op().settings()), rank);
  }

  private static String convTranspose(OnnxCall<ConvTranspose> call) {
    int rank = call.op().rank();
    String x = channelsFirst(call.graph(), call.in(0), rank);
    OnnxAttribute more =
        integers("output_padding", pair(rank, call.op().outPadH(), call.op().outPadW()));
    String y = convolved(call, "ConvTranspose", x, call.op().settings(), more);
    return channelsLast(call.graph(), y, rank);
  }

  /// x with channels first, and the weight at input 1 [kh,kw,in,out], of which ONNX wants
  /// [out,in,kh,kw].
  private static String convolved(
      OnnxCall<?> call, String operator, String x, ConvSettings s, OnnxAttribute... more) {
    OnnxGraph graph = call.graph();
    TracedShape weight = call.shape(1);
    int rank = weight.rank();
    String w =
        rank == 4 ? graph.transpose(call.in(1), 3, 2, 0, 1) : graph.transpose(call.in(1), 2, 1, 0);
    List<OnnxAttribute> attributes = new ArrayList<>(List.of(more));
    attributes.add(integers("kernel_shape", pair(rank, weight.dim(0), weight.dim(rank - 3))));
    attributes.add(integers("strides", pair(rank, s.strideH(), s.strideW())));
    attributes.add(integers("dilations", pair(rank, s.dilationH(), s.dilationW())));
    attributes.add(pads(rank, s.padH(), s.padW()));
    attributes.add(integer("group", s.groups()));
    return call.has(2)
        ? graph.node(operator, attributes, x, w, call.in(2))
        : graph.node(operator, attributes, x, w);
  }

  private static String convBlock(OnnxCall<ConvBlock> call) {
    OnnxGraph graph = call.graph();
    ConvBlock op = call.op();
    ConvSettings settings = ConvSettings.of().stride(op.stride()).padding(op.padding());
    String x = channelsFirst(graph, call.in(0), 4);
    String y = convolved(call, "Conv", x, settings);
    y = OnnxNorms.batchNorm(graph, y, call.inputs().subList(3, 7), op.eps());
    y = OnnxElementwise.unary(graph, UnaryFn.ELU, y);
    y = op.pool() == 1 ? y : pooled(graph, "AveragePool", y, 4, PoolSettings.of(op.pool()));
    return channelsLast(graph, y, 4);
  }

  private static String pooled(OnnxCall<?> call, String operator, PoolSettings settings) {
    int rank = call.output().rank();
    String x = channelsFirst(call.graph(), call.in(0), rank);
    return channelsLast(call.graph(), pooled(call.graph(), operator, x, rank, settings), rank);
  }

  /// Windows over x with channels first; what is left over at the edges is dropped.
  private static String pooled(
      OnnxGraph graph, String operator, String x, int rank, PoolSettings s) {
    return graph.node(
        operator,
        List.of(
            integers("kernel_shape", pair(rank, s.kernelH(), s.kernelW())),
            integers("strides", pair(rank, s.strideH(), s.strideW())),
            pads(rank, s.padH(), s.padW())),
        x);
  }

  private static String pixelShuffle(OnnxCall<PixelShuffle> call) {
    OnnxGraph graph = call.graph();
    int r = call.op().r();
    if (!call.op().inverse()) {
      String x = channelsFirst(graph, call.in(0), 4);
      List<OnnxAttribute> attributes = List.of(integer("blocksize", r), text("mode", "CRD"));
      return channelsLast(graph, graph.node("DepthToSpace", attributes, x), 4);
    }
    TracedShape y = call.output(); // ONNX's SpaceToDepth has another order of the channels
    int channels = call.shape(0).dim(3);
    String blocks =
        graph.node("Reshape", call.in(0), graph.integers(-1, y.dim(1), r, y.dim(2), r, channels));
    String inOrder = graph.transpose(blocks, 0, 1, 3, 5, 2, 4);
    return graph.node("Reshape", inOrder, graph.integers(-1, y.dim(1), y.dim(2), y.dim(3)));
  }
}
