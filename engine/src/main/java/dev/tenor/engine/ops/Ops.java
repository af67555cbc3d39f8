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

  // ---- softmax and loss ----

  /// Softmax over the last axis: y = exp(x − max) / Σ exp(x − max). A row of −∞ alone gives zeros.
  public static Tensor softmax(Pass pass, Tensor x) {
    return pass.apply(new Softmax(false), x);
  }

  /// The logarithm of softmax over the last axis: y = x − max − log Σ exp(x − max).
  public static Tensor logSoftmax(Pass pass, Tensor x) {
    return pass.apply(new Softmax(true), x);
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

  /// GELU's approximation ½x·(1 + tanh(√(2/π)·(x + 0.044715·x³))) (Hendrycks and Gimpel 2016), as
  /// in BERT's and GPT-2's code; PyTorch's `gelu(approximate="tanh")`.
  public static Tensor geluTanh(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.GELU_TANH), x);
  }

  /// x·sigmoid(x), also called swish (Ramachandran et al. 2017).
  public static Tensor silu(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.SILU), x);
  }

  /// log(1 + eˣ), a smooth relu; without PyTorch's beta and threshold, which it does not need to be
  /// exact for large x.
  public static Tensor softplus(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.SOFTPLUS), x);
  }

  /// x where it lies between −1 and 1, otherwise the nearer of these.
  public static Tensor hardtanh(Pass pass, Tensor x) {
    return clamp(pass, x, -1, 1);
  }

  /// eˣ.
  public static Tensor exp(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.EXP), x);
  }

  /// The natural logarithm; −∞ at 0, NaN below.
  public static Tensor log(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.LOG), x);
  }

  /// √x; NaN below 0. The gradient at 0 is infinite.
  public static Tensor sqrt(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.SQRT), x);
  }

  /// 1/√x; ∞ at 0, NaN below.
  public static Tensor rsqrt(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.RSQRT), x);
  }

  /// |x|; the gradient at 0 is 0.
  public static Tensor abs(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.ABS), x);
  }

  /// −x.
  public static Tensor negate(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.NEG), x);
  }

  /// x².
  public static Tensor square(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.SQUARE), x);
  }

  /// 1/x.
  public static Tensor reciprocal(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.RECIPROCAL), x);
  }

  /// sin x, x in radians.
  public static Tensor sin(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.SIN), x);
  }

  /// cos x, x in radians.
  public static Tensor cos(Pass pass, Tensor x) {
    return pass.apply(new Activation(UnaryFn.COS), x);
  }

  /// min(max(x, low), high). The gradient is that of x from `low` to `high`, these included, and 0
  /// elsewhere; bounds may be infinite.
  ///
  /// @throws IllegalArgumentException unless low ≤ high
  public static Tensor clamp(Pass pass, Tensor x, float low, float high) {
    return pass.apply(new Clamp(low, high), x);
  }

  /// x as a constant: no gradient goes back through the result. Copies.
  public static Tensor detach(Pass pass, Tensor x) {
    return pass.apply(new Detach(), x);
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

  // ---- elementwise, of two tensors ----
  //
  // Shapes broadcast as in NumPy: they are aligned at their last axis, and an axis that is missing
  // or
  // of length 1 in one of them is repeated. The gradient is summed over the repeats.

  /// a + b, broadcast.
  public static Tensor add(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.ADD), a, b);
  }

  /// x + value, any shape.
  public static Tensor addScalar(Pass pass, Tensor x, float value) {
    return pass.apply(new BinaryScalar("add_scalar", BinaryFn.ADD, value), x);
  }

  /// a − b, broadcast.
  public static Tensor subtract(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.SUB), a, b);
  }

  /// a · b, element by element, broadcast.
  public static Tensor multiply(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.MUL), a, b);
  }

  /// a / b, broadcast.
  public static Tensor divide(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.DIV), a, b);
  }

  /// aᵇ, broadcast; NaN where a < 0 and b is no integer. Where b has a gradient, it is 0 at a = 0.
  public static Tensor pow(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.POW), a, b);
  }

  /// x to the power `exponent`; 2, ½, −1 and −½ are computed as square, square root and
  /// reciprocals.
  public static Tensor pow(Pass pass, Tensor x, float exponent) {
    UnaryFn known =
        exponent == 2
            ? UnaryFn.SQUARE
            : exponent == 0.5f
                ? UnaryFn.SQRT
                : exponent == -1 ? UnaryFn.RECIPROCAL : exponent == -0.5f ? UnaryFn.RSQRT : null;
    return known != null
        ? pass.apply(new Activation(known), x)
        : pass.apply(new BinaryScalar("pow", BinaryFn.POW, exponent), x);
  }

  /// The smaller of a and b, broadcast; NaN if one is NaN. Equal elements share the gradient.
  public static Tensor minimum(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.MIN), a, b);
  }

  /// The larger of a and b, broadcast; NaN if one is NaN. Equal elements share the gradient.
  public static Tensor maximum(Pass pass, Tensor a, Tensor b) {
    return pass.apply(new Binary(BinaryFn.MAX), a, b);
  }

  /// x where x > 0, otherwise weight · x with a learned weight (He et al. 2015), broadcast: `[1]`,
  /// or `[C]` for the last axis.
  public static Tensor prelu(Pass pass, Tensor x, Tensor weight) {
    return pass.apply(new Binary(BinaryFn.PRELU), x, weight);
  }

  /// x where x > 0, otherwise slope · x (Maas et al. 2013; PyTorch's slope is 0.01).
  public static Tensor leakyRelu(Pass pass, Tensor x, float slope) {
    return pass.apply(new BinaryScalar("leaky_relu", BinaryFn.PRELU, slope), x);
  }

  // ---- elementwise, of one ----

  /// alpha · x, any shape.
  public static Tensor scale(Pass pass, Tensor x, float alpha) {
    return pass.apply(new Scale(alpha), x);
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
