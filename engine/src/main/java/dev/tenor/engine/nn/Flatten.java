package dev.tenor.engine.nn;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.autograd.ShapeException;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// All axes but the first become one, in PyTorch's order, so that the [Linear] behind it takes the
/// weights of a PyTorch network as they are: an image [B,H,W,C] (channels last) becomes [B,C·H·W]
/// with the channels outermost, a volume [B,D,H,W,C] becomes [B,C·D·H·W]; [B,N] stays.
///
/// A sequence [B,T,C] is ambiguous: after a [Conv1d] PyTorch has [B,C,T], after a recurrence or a
/// transformer [B,T,C] as here. Say which: [#channelsFirst] or [#inOrder].
public final class Flatten extends UnaryLayer {
  private enum Order {
    OF_RANK,
    CHANNELS_FIRST,
    AS_IT_IS
  }

  private final Order order;

  private Flatten(Order order) {
    this.order = order;
  }

  public Flatten() {
    this(Order.OF_RANK);
  }

  /// The last axis comes first, for inputs of any rank: what PyTorch does after convolutions.
  public static Flatten channelsFirst() {
    return new Flatten(Order.CHANNELS_FIRST);
  }

  /// The elements stay in their order, which costs no permutation: for sequences of vectors, and
  /// for networks that no PyTorch network has to match.
  public static Flatten inOrder() {
    return new Flatten(Order.AS_IT_IS);
  }

  @Override
  protected Tensor forward(Pass pass, Tensor x) {
    Shape shape = x.shape();
    if (order == Order.OF_RANK && shape.rank() == 3) {
      throw new ShapeException(
              "flatten: input "
                  + shape
                  + " may be [B,T,C] of a convolution or of a sequence; use Flatten.channelsFirst()"
                  + " or Flatten.inOrder()")
          .at(pass.path());
    }
    Tensor ordered = order == Order.AS_IT_IS ? x : channelsFirst(pass, x);
    Shape flat = Shape.of(shape.dim(0), shape.inner(0));
    return flat.equals(shape) ? ordered : Ops.reshape(pass, ordered, flat);
  }

  private static Tensor channelsFirst(Pass pass, Tensor x) {
    Shape shape = x.shape();
    int last = shape.rank() - 1;
    int channels = shape.dim(last);
    if (last < 2 || channels == 1 || channels == shape.inner(0)) {
      return x; // the same order either way
    }
    int[] axes = new int[last + 1];
    axes[1] = last;
    for (int i = 2; i <= last; i++) {
      axes[i] = i - 1;
    }
    return Ops.permute(pass, x, axes);
  }
}
