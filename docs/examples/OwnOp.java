import dev.tenor.engine.Session;
import dev.tenor.engine.autograd.GradientCheck;
import dev.tenor.engine.autograd.Op;
import dev.tenor.engine.autograd.OpContext;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BinaryFn;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.UnaryFn;
import dev.tenor.engine.tensor.Shape;
import java.util.List;

/// An op of one's own: the gated linear unit of Dauphin et al. 2017, of two inputs, with its
/// gradient, checked by finite differences. It runs on every backend, since it is made of their
/// primitives.
///
/// ```sh
/// java --add-modules jdk.incubator.vector -cp "tools/target/lib/*" docs/examples/OwnOp.java
/// ```
class OwnOp {
  /// y = a · σ(b), all of one shape.
  record GatedLinearUnit() implements Op {
    @Override
    public String name() {
      return "glu";
    }

    @Override
    public Shape infer(List<Shape> in) {
      if (!in.get(0).equals(in.get(1))) {
        throw new IllegalArgumentException(
            "value " + in.get(0) + " and gate " + in.get(1) + " have different shapes");
      }
      return in.get(0);
    }

    @Override
    public void forward(OpContext c) {
      int n = c.outShape().numel();
      Backend backend = c.backend();
      Buffer gate = c.save(n); // read again in backward
      backend.elementwise().unary(UnaryFn.SIGMOID, gate, c.in(1), n);
      backend.elementwise().binary(BinaryFn.MUL, c.out(), c.in(0), gate, n);
    }

    /// da = dy · σ(b), db = dy · a · σ′(b).
    @Override
    public void backward(OpContext c) {
      int n = c.outShape().numel();
      Backend backend = c.backend();
      Buffer gate = c.saved(0);
      if (c.needsGrad(0)) {
        backend.elementwise().binary(BinaryFn.MUL, c.gradIn(0), c.gradOut(), gate, n);
      }
      if (c.needsGrad(1)) {
        Buffer db = c.gradIn(1);
        backend.elementwise().binary(BinaryFn.MUL, db, c.gradOut(), c.in(0), n);
        backend.elementwise().unaryBackward(UnaryFn.SIGMOID, db, db, c.in(1), gate, n);
      }
    }
  }

  public static void main(String[] args) {
    System.out.println(check());
  }

  /// Compares the gradients with finite differences; throws if they differ.
  static GradientCheck.Report check() {
    try (Session session = Session.open("scalar", 1)) {
      return GradientCheck.of(
              session.pool(),
              (pass, in) -> pass.apply(new GatedLinearUnit(), in[0], in[1]),
              Shape.of(3, 7),
              Shape.of(3, 7))
          .require();
    }
  }
}
