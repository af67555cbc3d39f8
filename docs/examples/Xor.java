import dev.tenor.engine.Session;
import dev.tenor.engine.nn.Activation;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.Sequential;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.Optimizer;
import dev.tenor.engine.tensor.Shape;

/// The first network that needs a hidden layer: exclusive or of two bits.
///
/// ```sh
/// java --add-modules jdk.incubator.vector -cp "tools/target/lib/*" docs/examples/Xor.java
/// ```
class Xor {
  static final float[] BITS = {0, 0, 0, 1, 1, 0, 1, 1};
  static final float[] XOR = {0, 1, 1, 0};

  public static void main(String[] args) {
    float[] answers = train(300);
    for (int i = 0; i < answers.length; i++) {
      System.out.printf("%.0f xor %.0f: %.3f%n", BITS[2 * i], BITS[2 * i + 1], answers[i]);
    }
  }

  /// The probabilities of "true" for the four pairs of bits, after as many steps.
  static float[] train(int steps) {
    try (Session session = Session.open().seed(1)) {
      Sequential network =
          session.trainable(
              new Sequential(new Linear(2, 8), Activation.tanh(), new Linear(8, 1)));
      Optimizer adam = session.optimizer(network, Adam.Config.of(0));
      for (int step = 1; step <= steps; step++) {
        float loss =
            session.step(
                adam,
                0.03,
                pass ->
                    Losses.bceWithLogits(
                        pass,
                        network.apply(pass, pass.constant(Shape.of(4, 2), BITS)),
                        pass.constant(Shape.of(4, 1), XOR)));
        if (step % 50 == 0) {
          System.out.printf("step %3d: loss %.4f%n", step, loss);
        }
      }
      return session.predict(
          pass ->
              Ops.sigmoid(pass, network.apply(pass, pass.constant(Shape.of(4, 2), BITS))));
    }
  }
}
