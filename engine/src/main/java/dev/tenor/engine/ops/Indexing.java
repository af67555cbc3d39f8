package dev.tenor.engine.ops;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;

/// Elements by number. Numbers (ids, labels) are floats that hold integers, exact up to 2²⁴, and
/// have no gradient. A number that is not one of 0 … n − 1 is a
/// [dev.tenor.engine.backend.NumberException]: at once on the host; from a device when something,
/// such as the loss, is read next. As all ops, see [Ops].
public final class Indexing {
  private Indexing() {}

  /// Rows of a table: table [V,E], ids [..] (0 … V − 1) → [..,E]. The gradient of a row is the sum
  /// over the places of its id, in their order.
  public static Tensor embedding(Pass pass, Tensor table, Tensor ids) {
    Checks.rank("embedding", "table", table.shape(), 2);
    Checks.noGradient("embedding", "ids", ids);
    return pass.apply(new IndexSelect("embedding", 0), table, ids);
  }

  /// Ids [..] as rows of zeros with a 1 at the id: → [..,classes], a constant. An id that is no
  /// class gives zeros.
  public static Tensor oneHot(Pass pass, Tensor ids, int classes) {
    float[] numbers = new float[classes];
    for (int i = 0; i < classes; i++) {
      numbers[i] = i;
    }
    Tensor column = Shapes.unsqueeze(pass, ids, -1);
    return Masks.equal(pass, column, pass.constant(Shape.of(classes), numbers));
  }

  /// The elements of `axis` that the ids name, in their order: x [..,n,..], ids `[m]` → [..,m,..].
  /// Ids of more axes put them all in the place of `axis`.
  public static Tensor indexSelect(Pass pass, Tensor x, int axis, Tensor ids) {
    Checks.noGradient("index_select", "ids", ids);
    return pass.apply(new IndexSelect("index_select", axis), x, ids);
  }

  /// Elements along `axis`, each by a number of its own: y[..,j,..] = x[..,ids[..,j,..],..]. The
  /// ids have the shape of x but for that axis (PyTorch allows fewer elsewhere), and so has the
  /// result.
  public static Tensor gather(Pass pass, Tensor x, int axis, Tensor ids) {
    Checks.noGradient("gather", "ids", ids);
    return pass.apply(new Gather(axis), x, ids);
  }
}
