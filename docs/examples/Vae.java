import dev.tenor.engine.Session;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Activation;
import dev.tenor.engine.nn.Layer;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.Sequential;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.Optimizer;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Random;

/// A variational autoencoder (Kingma and Welling 2014) of pictures of a blob: it finds by itself
/// that three numbers say all, place and size, and draws new ones. A layer with several results.
///
/// ```sh
/// java --add-modules jdk.incubator.vector -cp "tools/target/lib/*" docs/examples/Vae.java
/// ```
class Vae extends Layer {
  static final int SIDE = 16;
  static final int PIXELS = SIDE * SIDE;
  static final int LATENT = 4;
  static final int BATCH = 64;

  private final Sequential encoder =
      child(
          "encoder",
          new Sequential(new Linear(PIXELS, 128), Activation.relu(), new Linear(128, 2 * LATENT)));
  private final Sequential decoder =
      child(
          "decoder",
          new Sequential(new Linear(LATENT, 128), Activation.relu(), new Linear(128, PIXELS)));

  /// The negative evidence lower bound of pictures x [B,256], in nats a picture.
  Tensor loss(Pass pass, Tensor x, Tensor noise) {
    Tensor code = encoder.apply(pass, x);
    Tensor mean = Ops.narrow(pass, code, 1, 0, LATENT);
    Tensor logVar = Ops.narrow(pass, code, 1, LATENT, LATENT);
    Tensor std = Ops.exp(pass, Ops.scale(pass, logVar, 0.5f));
    Tensor z = Ops.add(pass, mean, Ops.multiply(pass, std, noise));
    Tensor wrong = Losses.bceWithLogits(pass, decoder.apply(pass, z), x);
    // KL(N(mean, var) ‖ N(0, 1)) = ½ Σ (mean² + var − log var − 1)
    Tensor moments = Ops.add(pass, Ops.square(pass, mean), Ops.square(pass, std));
    Tensor kl = Reductions.mean(pass, Ops.subtract(pass, moments, logVar));
    return Ops.add(
        pass, Ops.scale(pass, wrong, PIXELS), Ops.scale(pass, kl, LATENT / 2f));
  }

  public static void main(String[] args) {
    System.out.printf("%.1f nats a picture%n", run(1500));
  }

  /// Trains for some steps, draws four new pictures, and returns the last losses' mean, without the
  /// constant −½ of each code.
  static double run(int steps) {
    Random random = new Random(1);
    try (Session session = Session.open().seed(1)) {
      Vae vae = session.trainable(new Vae());
      Optimizer adam = session.optimizer(vae, Adam.Config.of(0));
      double mean = 0;
      for (int step = 1; step <= steps; step++) {
        float[] x = blobs(random);
        float[] noise = normal(random, BATCH * LATENT);
        float loss =
            session.step(
                adam,
                2e-3,
                pass ->
                    vae.loss(
                        pass,
                        pass.constant(Shape.of(BATCH, PIXELS), x),
                        pass.constant(Shape.of(BATCH, LATENT), noise)));
        mean = step == 1 ? loss : 0.98 * mean + 0.02 * loss;
        if (step % 250 == 0) {
          System.out.printf("step %4d: %.1f%n", step, mean);
        }
      }
      float[] codes = normal(random, 4 * LATENT);
      draw(
          session.predict(
              pass ->
                  Ops.sigmoid(
                      pass, vae.decoder.apply(pass, pass.constant(Shape.of(4, LATENT), codes)))));
      return mean;
    }
  }

  private static float[] blobs(Random random) {
    float[] x = new float[BATCH * PIXELS];
    for (int b = 0; b < BATCH; b++) {
      double row = random.nextDouble(4, 12);
      double column = random.nextDouble(4, 12);
      double radius = random.nextDouble(2, 4);
      for (int p = 0; p < PIXELS; p++) {
        double distance = Math.hypot(p / SIDE - row, p % SIDE - column);
        x[b * PIXELS + p] = (float) (1 / (1 + Math.exp(3 * (distance - radius))));
      }
    }
    return x;
  }

  private static float[] normal(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static void draw(float[] pictures) {
    for (int row = 0; row < SIDE; row++) {
      StringBuilder line = new StringBuilder();
      for (int p = 0; p < 4; p++) {
        for (int column = 0; column < SIDE; column++) {
          line.append(" .:+#".charAt((int) (4.99f * pictures[p * PIXELS + row * SIDE + column])));
        }
      }
      System.out.println(line);
    }
  }
}
