package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;

/// The operations, as functions of a pass and tensors. Every one throws
/// [dev.tenor.engine.autograd.ShapeException] if the shapes do not fit.
public final class Ops {
  private Ops() {}

  // ---- products ----

  /// a·b for every matrix of a batch: a [.., m, k], b [.., k, n] → [.., m, n].
  public static Tensor matmul(Pass pass, Tensor a, Tensor b) {
    return matmul(pass, a, b, false, false);
  }

  /// op(a)·op(b), where `transA` takes a as [.., k, m] and `transB` takes b as [.., n, k].
  public static Tensor matmul(Pass pass, Tensor a, Tensor b, boolean transA, boolean transB) {
    return pass.apply(new MatMul(transA, transB), a, b);
  }

  /// x·Wᵀ + bias: x [.., k], weight [n, k], bias `[n]` or null → [.., n].
  public static Tensor linear(Pass pass, Tensor x, Tensor weight, Tensor bias) {
    return bias == null
        ? pass.apply(new Linear(), x, weight)
        : pass.apply(new Linear(), x, weight, bias);
  }

  /// x [B,H,W,Cin], weight [kh,kw,Cin,Cout], bias `[Cout]` or null → [B,H',W',Cout].
  public static Tensor conv2d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    Conv2d op = new Conv2d(stride, padding);
    return bias == null ? pass.apply(op, x, weight) : pass.apply(op, x, weight, bias);
  }

  /// x [B,T,Cin], weight [k,Cin,Cout], bias `[Cout]` or null → [B,T',Cout].
  public static Tensor conv1d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    Conv1d op = new Conv1d(stride, padding);
    return bias == null ? pass.apply(op, x, weight) : pass.apply(op, x, weight, bias);
  }

  /// Conv2d → batch norm → ELU → average pooling of `pool`×`pool` → dropout, in one op whose
  /// intermediate values need not go through memory: x [B,H,W,Cin], weight [kh,kw,Cin,Cout], the
  /// other parameters `[Cout]`. In a pass that does not train, running statistics and no dropout.
  public static Tensor convBlock(
      Pass pass,
      Tensor x,
      ConvBlock.Parameters p,
      int stride,
      int padding,
      int pool,
      float dropout,
      float momentum,
      float eps) {
    ConvBlock op =
        new ConvBlock(
            stride,
            padding,
            pool,
            dropout,
            momentum,
            eps,
            pass.training(),
            pass.dropoutKey(),
            pass.nextStream());
    return pass.apply(
        op, x, p.weight(), p.bias(), p.gamma(), p.beta(), p.runningMean(), p.runningVar());
  }

  // ---- pooling and normalisation ----

  /// The mean of windows of kernelH × kernelW side by side, over x [B,H,W,C].
  public static Tensor avgPool2d(Pass pass, Tensor x, int kernelH, int kernelW) {
    return pass.apply(new AvgPool2d(kernelH, kernelW), x);
  }

  /// The maximum of windows of kernelH × kernelW side by side, over x [B,H,W,C].
  public static Tensor maxPool2d(Pass pass, Tensor x, int kernelH, int kernelW) {
    return pass.apply(new MaxPool2d(kernelH, kernelW), x);
  }

  /// Normalises each channel of x [.., C]: in a training pass with the batch's statistics, moving
  /// `runningMean` and `runningVar` `[C]` by `momentum`; otherwise with the running ones.
  public static Tensor batchNorm(
      Pass pass,
      Tensor x,
      Tensor weight,
      Tensor bias,
      Tensor runningMean,
      Tensor runningVar,
      float momentum,
      float eps) {
    BatchNorm op = new BatchNorm(pass.training(), momentum, eps);
    return pass.apply(op, x, weight, bias, runningMean, runningVar);
  }

  /// Normalises each row of x [.., D].
  public static Tensor layerNorm(Pass pass, Tensor x, Tensor weight, Tensor bias, float eps) {
    return pass.apply(new LayerNorm(eps), x, weight, bias);
  }

  // ---- sequences ----

  /// q [B,Tq,E], k and v [B,Tk,E], mask [Tq,Tk] or [B,Tq,Tk] (added to the scores) or null →
  /// [B,Tq,E].
  public static Tensor attention(Pass pass, Tensor q, Tensor k, Tensor v, Tensor mask, int heads) {
    Attention op = new Attention(heads);
    if (mask != null) {
      Checks.noGradient(op.name(), "mask", mask);
    }
    return mask == null ? pass.apply(op, q, k, v) : pass.apply(op, q, k, v, mask);
  }

  /// Attention of a sequence to itself: x [B,T,3·E] with queries, keys and values side by side,
  /// mask [T,T] or [B,T,T] (added to the scores) or null → [B,T,E].
  public static Tensor selfAttention(Pass pass, Tensor x, Tensor mask, int heads) {
    SelfAttention op = new SelfAttention(heads);
    if (mask != null) {
      Checks.noGradient(op.name(), "mask", mask);
    }
    return mask == null ? pass.apply(op, x) : pass.apply(op, x, mask);
  }

  /// x [B,T,In] → [B,T,D·H]; `parameters` are weight_ih, weight_hh, bias_ih, bias_hh for each of
  /// one or two directions.
  ///
  /// @throws IllegalArgumentException unless there are 4 or 8 parameters
  public static Tensor lstm(Pass pass, Tensor x, Tensor... parameters) {
    Checks.that(
        parameters.length == 4 || parameters.length == 8,
        "lstm",
        () -> parameters.length + " parameters, not 4 for one direction or 8 for two");
    Tensor[] inputs = new Tensor[parameters.length + 1];
    inputs[0] = x;
    System.arraycopy(parameters, 0, inputs, 1, parameters.length);
    return pass.apply(new Lstm(parameters.length / 4), inputs);
  }

  // ---- softmax and loss ----

  public static Tensor softmax(Pass pass, Tensor x) {
    return pass.apply(new Softmax(false), x);
  }

  public static Tensor logSoftmax(Pass pass, Tensor x) {
    return pass.apply(new Softmax(true), x);
  }

  /// The mean loss of logits [B,K] for labels `[B]` (class numbers as floats) → [1].
  public static Tensor crossEntropy(Pass pass, Tensor logits, Tensor labels) {
    Checks.noGradient("cross_entropy", "labels", labels);
    return pass.apply(new CrossEntropy(), logits, labels);
  }

  // ---- elementwise ----

  public static Tensor elu(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.ELU), x);
  }

  public static Tensor relu(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.RELU), x);
  }

  public static Tensor gelu(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.GELU), x);
  }

  public static Tensor tanh(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.TANH), x);
  }

  public static Tensor sigmoid(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.SIGMOID), x);
  }

  /// Drops elements with probability p in a training pass; otherwise returns x itself.
  public static Tensor dropout(Pass pass, Tensor x, float p) {
    Dropout op = new Dropout(p, pass.dropoutKey(), pass.nextStream());
    return pass.training() && p > 0 ? pass.apply(op, x) : x;
  }

  /// a + b; b may have only the last axes of a.
  public static Tensor add(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.ADD), a, b);
  }

  /// a − b; b may have only the last axes of a.
  public static Tensor subtract(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.SUB), a, b);
  }

  /// a · b, element by element; b may have only the last axes of a.
  public static Tensor multiply(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.MUL), a, b);
  }

  /// alpha · x
  public static Tensor scale(Pass pass, Tensor x, float alpha) {
    return pass.apply(new Scale(alpha), x);
  }

  // ---- shape ----

  /// The mean over `axis`, which disappears.
  public static Tensor mean(Pass pass, Tensor x, int axis) {
    return pass.apply(new Mean(axis), x);
  }

  /// One after the other along `axis`.
  public static Tensor concat(Pass pass, int axis, Tensor... parts) {
    return pass.apply(new Concat(axis), parts);
  }

  /// The part `start … start + length` of `axis`.
  public static Tensor narrow(Pass pass, Tensor x, int axis, int start, int length) {
    return pass.apply(new Narrow(axis, start, length), x);
  }

  /// Dim i of the result is dim `axes[i]` of x.
  public static Tensor permute(Pass pass, Tensor x, int... axes) {
    return pass.apply(new Permute(Arrays.stream(axes).boxed().toList()), x);
  }

  /// The same elements in row-major order under another shape.
  public static Tensor reshape(Pass pass, Tensor x, Shape shape) {
    return pass.apply(new Reshape(shape), x);
  }
}
