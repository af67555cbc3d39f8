package dev.tenor.ser.golden;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The ops that golden files name, as functions of the file's tensors in PyTorch's layouts. Images
/// are permuted to the engine's channels-last layout and back, so gradients arrive in PyTorch's.
final class OpTable {
  /// What one kind of golden file computes.
  @FunctionalInterface
  interface Function {
    Tensor apply(Pass pass, OpInputs in) throws FormatException;
  }

  private static final String INPUT = "input";
  private static final float EPS = 1e-5f;

  private static final SortedMap<String, Function> OPS = table();

  private OpTable() {}

  private static SortedMap<String, Function> table() {
    SortedMap<String, Function> ops = new TreeMap<>();
    ops.put("conv2d", OpTable::conv2d);
    ops.put("conv1d", OpTable::conv1d);
    ops.put("avg_pool2d", (pass, in) -> pool2d(pass, in, Images::avgPool2d));
    ops.put("max_pool2d", (pass, in) -> pool2d(pass, in, Images::maxPool2d));
    ops.put("batch_norm2d_train", OpTable::batchNorm2d);
    ops.put("batch_norm2d_eval", OpTable::batchNorm2d);
    ops.put("layer_norm", OpTable::layerNorm);
    ops.put("linear", OpTable::linear);
    ops.put("matmul", (pass, in) -> Ops.matmul(pass, in.variable("a"), in.variable("b")));
    ops.put("lstm", OpTable::lstm);
    ops.put("bilstm", OpTable::lstm);
    ops.put("multihead_attention", OpTable::multiheadAttention);
    ops.put("cross_entropy", OpTable::crossEntropy);
    ops.put("softmax", (pass, in) -> Ops.softmax(pass, in.variable(INPUT)));
    ops.put("log_softmax", (pass, in) -> Ops.logSoftmax(pass, in.variable(INPUT)));
    ops.put("elu", (pass, in) -> Ops.elu(pass, in.variable(INPUT)));
    ops.put("gelu", (pass, in) -> Ops.gelu(pass, in.variable(INPUT)));
    ops.put("relu", (pass, in) -> Ops.relu(pass, in.variable(INPUT)));
    ops.put("sigmoid", (pass, in) -> Ops.sigmoid(pass, in.variable(INPUT)));
    ops.put("tanh", (pass, in) -> Ops.tanh(pass, in.variable(INPUT)));
    return Collections.unmodifiableSortedMap(ops);
  }

  static Function function(String op) {
    return OPS.get(op);
  }

  /// The op of a file called `op_` + `name`: the longest known name that `name` begins with, up to
  /// its end or an underscore (`conv2d_strided` is a `conv2d`).
  ///
  /// @throws IllegalArgumentException if there is none
  static String opOf(String name) {
    return OPS.keySet().stream()
        .filter(op -> name.equals(op) || name.startsWith(op + "_"))
        .max(Comparator.comparing(String::length))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown golden kind 'op_" + name + "'; known ops are " + OPS.keySet()));
  }

  /// Whether the op normalises with running statistics.
  static boolean inference(String op) {
    return op.equals("batch_norm2d_eval");
  }

  private static Tensor nchwToNhwc(Pass pass, Tensor x) {
    return Ops.permute(pass, x, 0, 2, 3, 1);
  }

  private static Tensor nhwcToNchw(Pass pass, Tensor x) {
    return Ops.permute(pass, x, 0, 3, 1, 2);
  }

  private static Tensor conv2d(Pass pass, OpInputs in) throws FormatException {
    Tensor x = nchwToNhwc(pass, in.variable(INPUT));
    Tensor weight = Ops.permute(pass, in.variable("weight"), 2, 3, 1, 0); // [Cout,Cin,kh,kw]
    int stride = in.setting("stride", 1);
    int padding = in.setting("padding", 0);
    return nhwcToNchw(pass, Images.conv2d(pass, x, weight, in.optional("bias"), stride, padding));
  }

  private static Tensor conv1d(Pass pass, OpInputs in) throws FormatException {
    Tensor x = Ops.permute(pass, in.variable(INPUT), 0, 2, 1); // [B,C,T]
    Tensor weight = Ops.permute(pass, in.variable("weight"), 2, 1, 0); // [Cout,Cin,k]
    int stride = in.setting("stride", 1);
    int padding = in.setting("padding", 0);
    Tensor y = Images.conv1d(pass, x, weight, in.optional("bias"), stride, padding);
    return Ops.permute(pass, y, 0, 2, 1);
  }

  @FunctionalInterface
  private interface Pooling {
    Tensor apply(Pass pass, Tensor x, int kernelH, int kernelW);
  }

  private static Tensor pool2d(Pass pass, OpInputs in, Pooling pooling) throws FormatException {
    int kernel = in.setting("kernel", 2);
    Tensor x = nchwToNhwc(pass, in.variable(INPUT));
    return nhwcToNchw(pass, pooling.apply(pass, x, kernel, kernel));
  }

  /// Without running statistics in the file, those of a new layer: mean 0, variance 1.
  private static Tensor batchNorm2d(Pass pass, OpInputs in) throws FormatException {
    Tensor x = nchwToNhwc(pass, in.variable(INPUT));
    Tensor mean = statistic(pass, in, "running_mean", 0);
    Tensor variance = statistic(pass, in, "running_var", 1);
    Tensor y =
        Norms.batchNorm(
            pass,
            x,
            in.variable("weight"),
            in.variable("bias"),
            mean,
            variance,
            in.setting("momentum", 0.1f),
            in.setting("eps", EPS));
    return nhwcToNchw(pass, y);
  }

  private static Tensor statistic(Pass pass, OpInputs in, String name, float otherwise)
      throws FormatException {
    if (in.has(name)) {
      return in.constant(name);
    }
    float[] values = new float[in.shape("weight").numel()];
    Arrays.fill(values, otherwise);
    return pass.constant(Shape.of(values.length), values);
  }

  private static Tensor layerNorm(Pass pass, OpInputs in) throws FormatException {
    Tensor x = in.variable(INPUT);
    float eps = in.setting("eps", EPS);
    return Norms.layerNorm(pass, x, in.variable("weight"), in.variable("bias"), eps);
  }

  private static Tensor linear(Pass pass, OpInputs in) throws FormatException {
    Tensor x = in.variable(INPUT);
    return Ops.linear(pass, x, in.variable("weight"), in.optional("bias"));
  }

  private static Tensor lstm(Pass pass, OpInputs in) throws FormatException {
    boolean bidirectional = in.has("weight_ih_l0_reverse");
    String[] names =
        Stream.of("_l0", "_l0_reverse")
            .limit(bidirectional ? 2 : 1)
            .flatMap(end ->
                Stream.of("weight_ih", "weight_hh", "bias_ih", "bias_hh").map(name -> name + end))
            .toArray(String[]::new);
    Tensor x = in.variable(INPUT);
    Tensor[] parameters = new Tensor[names.length];
    for (int i = 0; i < names.length; i++) {
      parameters[i] = in.variable(names[i]);
    }
    return Sequences.lstm(pass, x, parameters);
  }

  private static Tensor multiheadAttention(Pass pass, OpInputs in) throws FormatException {
    Tensor x = in.variable(INPUT);
    int embedDim = x.shape().dim(-1);
    Tensor packed = Ops.linear(pass, x, in.variable("in_proj_weight"), in.variable("in_proj_bias"));
    Tensor q = Ops.narrow(pass, packed, -1, 0, embedDim);
    Tensor k = Ops.narrow(pass, packed, -1, embedDim, embedDim);
    Tensor v = Ops.narrow(pass, packed, -1, 2 * embedDim, embedDim);
    Tensor mask = in.has("mask") ? in.constant("mask") : null;
    Tensor attended = Sequences.attention(pass, q, k, v, mask, in.setting("heads", 1));
    return Ops.linear(pass, attended, in.variable("out_proj.weight"), in.variable("out_proj.bias"));
  }

  private static Tensor crossEntropy(Pass pass, OpInputs in) throws FormatException {
    Tensor logits = in.variable(INPUT);
    return Losses.crossEntropy(pass, logits, in.labels(logits.shape().dim(-1)));
  }
}
