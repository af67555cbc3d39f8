package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;

/// The operations, as functions of a pass and tensors: each computes its result at once, and a pass
/// that records can differentiate it. `[..]` stands for any leading axes, images are channels last.
/// Every op throws [dev.tenor.engine.autograd.ShapeException] if the shapes do not fit. Names and
/// meanings are PyTorch's unless said otherwise.
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

  /// Fully connected layer, y = x·Wᵀ + bias: x [.., k], weight [n, k], bias `[n]` or null → [..,
  /// n].
  public static Tensor linear(Pass pass, Tensor x, Tensor weight, Tensor bias) {
    return bias == null
        ? pass.apply(new Linear(), x, weight)
        : pass.apply(new Linear(), x, weight, bias);
  }

  /// 2-D convolution (cross-correlation, as everywhere in the field): x [B,H,W,Cin], weight
  /// [kh,kw,Cin,Cout], bias `[Cout]` or null → [B,H',W',Cout] with H' = ⌊(H + 2·padding − kh) /
  /// stride⌋ + 1, and W' in the same way. The padding is zeros.
  public static Tensor conv2d(
      Pass pass, Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
    Conv2d op = new Conv2d(stride, padding);
    return bias == null ? pass.apply(op, x, weight) : pass.apply(op, x, weight, bias);
  }

  /// 1-D convolution over time: x [B,T,Cin], weight [k,Cin,Cout], bias `[Cout]` or null →
  /// [B,T',Cout] with T' = ⌊(T + 2·padding − k) / stride⌋ + 1.
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

  /// Average pooling: x [B,H,W,C] → [B,⌊H/kernelH⌋,⌊W/kernelW⌋,C], the mean of each window. Windows
  /// do not overlap; what is left over at the edges is dropped.
  public static Tensor avgPool2d(Pass pass, Tensor x, int kernelH, int kernelW) {
    return pass.apply(new AvgPool2d(kernelH, kernelW), x);
  }

  /// Max pooling: x [B,H,W,C] → [B,⌊H/kernelH⌋,⌊W/kernelW⌋,C], the maximum of each window. Windows
  /// do not overlap. The first of equal values gets the gradient; a NaN is the maximum of its
  /// window.
  public static Tensor maxPool2d(Pass pass, Tensor x, int kernelH, int kernelW) {
    return pass.apply(new MaxPool2d(kernelH, kernelW), x);
  }

  /// Batch norm over all axes but the last (Ioffe and Szegedy 2015): y = (x − mean)/√(var + eps) ·
  /// weight + bias for each channel of x [.., C]; the parameters are `[C]`. In a training pass mean
  /// and biased variance are the batch's, and `runningMean` and `runningVar` move towards them by
  /// `momentum` (the variance unbiased); otherwise they are the running ones.
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

  /// Layer norm over the last axis (Ba, Kiros and Hinton 2016): each row of x [.., D] is normalised
  /// with its own mean and biased variance, y = x̂ · weight + bias with x̂ = (x − mean) / √(var +
  /// eps); weight and bias are `[D]`.
  public static Tensor layerNorm(Pass pass, Tensor x, Tensor weight, Tensor bias, float eps) {
    return pass.apply(new LayerNorm(eps), x, weight, bias);
  }

  // ---- sequences ----

  /// Scaled dot-product attention of `heads` heads (Vaswani et al. 2017, section 3.2), head by head
  /// the softmax of q·kᵀ/√D plus the mask, times v, with D = E/heads: q [B,Tq,E], k and v [B,Tk,E],
  /// mask [Tq,Tk] or [B,Tq,Tk] or null → [B,Tq,E]. The mask is added to the scores: 0 keeps, −∞
  /// hides; it has no gradient. A query that may see no key gets zeros.
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

  /// One LSTM layer from a zero state (Hochreiter and Schmidhuber 1997): x [B,T,In] → [B,T,D·H],
  /// the hidden states of D directions side by side. With a_t = W_ih·x_t + b_ih + W_hh·h_{t−1} +
  /// b_hh: i, f, o = σ(a), g = tanh(a), c_t = f·c_{t−1} + i·g, h_t = o·tanh(c_t); gate order i, f,
  /// g, o.
  ///
  /// @param parameters weight_ih [4H,In], weight_hh [4H,H], bias_ih and bias_hh `[4H]`, for the
  ///   forward direction and perhaps for the reverse one
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

  /// Softmax over the last axis: y = exp(x − max) / Σ exp(x − max). A row of −∞ alone gives zeros.
  public static Tensor softmax(Pass pass, Tensor x) {
    return pass.apply(new Softmax(false), x);
  }

  /// The logarithm of softmax over the last axis: y = x − max − log Σ exp(x − max).
  public static Tensor logSoftmax(Pass pass, Tensor x) {
    return pass.apply(new Softmax(true), x);
  }

  /// Cross-entropy of logits, the mean over the batch of `−log softmax(logits)[label]`: logits
  /// [B,K], labels `[B]` (class numbers 0 … K−1 as floats, without gradient) → `[1]`.
  public static Tensor crossEntropy(Pass pass, Tensor logits, Tensor labels) {
    Checks.noGradient("cross_entropy", "labels", labels);
    return pass.apply(new CrossEntropy(), logits, labels);
  }

  // ---- elementwise ----

  /// x where x > 0, otherwise eˣ − 1 (Clevert et al. 2016, alpha = 1).
  public static Tensor elu(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.ELU), x);
  }

  /// max(x, 0); the gradient at 0 is 0.
  public static Tensor relu(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.RELU), x);
  }

  /// x·Φ(x) with the normal distribution function Φ, exact, not the tanh approximation (Hendrycks
  /// and Gimpel 2016).
  public static Tensor gelu(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.GELU), x);
  }

  /// tanh(x).
  public static Tensor tanh(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.TANH), x);
  }

  /// 1 / (1 + e⁻ˣ).
  public static Tensor sigmoid(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.SIGMOID), x);
  }

  /// Dropout: in a training pass each element is 0 with probability p and x/(1 − p) otherwise; in
  /// any other pass x itself is returned. Random bits come from the pass's seed and the op's place
  /// in it.
  ///
  /// @throws IllegalArgumentException unless 0 ≤ p < 1
  public static Tensor dropout(Pass pass, Tensor x, float p) {
    Dropout op = new Dropout(p, pass.dropoutKey(), pass.nextStream());
    return pass.training() && p > 0 ? pass.apply(op, x) : x;
  }

  /// a + b; b has the shape of a, or of its last axes, along whose others it is repeated.
  public static Tensor add(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.ADD), a, b);
  }

  /// a − b; b has the shape of a, or of its last axes.
  public static Tensor subtract(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.SUB), a, b);
  }

  /// a · b, element by element; b has the shape of a, or of its last axes.
  public static Tensor multiply(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.MUL), a, b);
  }

  /// alpha · x, any shape.
  public static Tensor scale(Pass pass, Tensor x, float alpha) {
    return pass.apply(new Scale(alpha), x);
  }

  // ---- shape ----

  /// The mean over `axis` (from the end if negative), which the result no longer has.
  public static Tensor mean(Pass pass, Tensor x, int axis) {
    return pass.apply(new Mean(axis), x);
  }

  /// Joins tensors along `axis` (from the end if negative); their other axes agree.
  public static Tensor concat(Pass pass, int axis, Tensor... parts) {
    return pass.apply(new Concat(axis), parts);
  }

  /// The elements `start … start + length − 1` of `axis`; the other axes stay whole.
  public static Tensor narrow(Pass pass, Tensor x, int axis, int start, int length) {
    return pass.apply(new Narrow(axis, start, length), x);
  }

  /// Reorders the axes: axis i of the result is axis `axes[i]` of x. Copies.
  public static Tensor permute(Pass pass, Tensor x, int... axes) {
    return pass.apply(new Permute(Arrays.stream(axes).boxed().toList()), x);
  }

  /// The same elements in row-major order under another shape with as many elements. Copies.
  public static Tensor reshape(Pass pass, Tensor x, Shape shape) {
    return pass.apply(new Reshape(shape), x);
  }
}
