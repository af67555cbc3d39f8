import dev.tenor.engine.Session;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.nn.Activation;
import dev.tenor.engine.nn.BatchNorm;
import dev.tenor.engine.nn.Conv2d;
import dev.tenor.engine.nn.Flatten;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.MaxPool2d;
import dev.tenor.engine.nn.Sequential;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;

/// A network whose weights come from PyTorch: the same layers in the same order, and the file is
/// read by name. Pictures are channels last here, so they are permuted on the way in.
///
/// ```sh
/// python3 docs/examples/from_pytorch.py cnn.safetensors    # or the one beside it
/// java --add-modules jdk.incubator.vector -cp "tools/target/lib/*" \
///   docs/examples/FromPyTorch.java docs/examples/cnn.safetensors docs/examples/cnn-values.safetensors
/// ```
class FromPyTorch {
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("give the checkpoint and the file of values, as in the comment above");
      System.exit(2);
    }
    System.out.printf(
        "largest difference to PyTorch's logits: %.1e%n", run(Path.of(args[0]), Path.of(args[1])));
  }

  /// The largest difference between the network's logits and PyTorch's.
  ///
  /// @param checkpoint the weights
  /// @param values `input` [B,C,H,W] and `logits` by PyTorch
  static double run(Path checkpoint, Path values) throws IOException {
    Safetensors pytorch = Safetensors.read(values);
    Shape shape = Shape.of(pytorch.shape("input"));
    float[] images = pytorch.floats("input");
    float[] expected = pytorch.floats("logits");
    try (Session session = Session.open()) {
      Sequential network =
          session.load(
              new Sequential(
                  new Conv2d(3, 8, 3, 1, 1),
                  new BatchNorm(8),
                  Activation.relu(),
                  new MaxPool2d(2),
                  new Flatten(),
                  new Linear(8 * 6 * 5, 10)),
              checkpoint);
      float[] logits =
          session.predict(
              pass ->
                  network.apply(
                      pass, Ops.permute(pass, pass.constant(shape, images), 0, 2, 3, 1)));
      double largest = 0;
      for (int i = 0; i < logits.length; i++) {
        largest = Math.max(largest, Math.abs(logits[i] - expected[i]));
      }
      return largest;
    }
  }
}
