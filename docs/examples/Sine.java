import dev.tenor.engine.Session;
import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.Lstm;
import dev.tenor.engine.nn.Sequential;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.LrSchedule;
import dev.tenor.engine.optim.Optimizer;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;

/// An LSTM that learns to forecast a sine in noise: from every value the next one, and then, fed
/// with its own forecasts, the next forty.
///
/// ```sh
/// java --add-modules jdk.incubator.vector -cp "tools/target/lib/*" docs/examples/Sine.java
/// ```
class Sine {
  static final int TIME = 60;
  static final int BATCH = 32;
  static final float NOISE = 0.1f;

  public static void main(String[] args) {
    System.out.printf("error of forecasts: %.3f (the noise's is %.3f)%n", run(400), NOISE);
  }

  /// Trains for some steps, then forecasts 40 values; returns their root mean square error to the
  /// sine without noise.
  static double run(int steps) {
    Random random = new Random(1);
    try (Session session = Session.open().seed(1).clipNorm(1)) {
      Sequential network =
          session.trainable(new Sequential(new Lstm(1, 48, false), new Linear(48, 1)));
      Optimizer adam = session.optimizer(network, Adam.Config.of(0));
      LrSchedule schedule = new LrSchedule.Cosine();
      for (int step = 0; step < steps; step++) {
        float[] x = new float[BATCH * TIME];
        float[] next = new float[BATCH * TIME];
        for (int b = 0; b < BATCH; b++) {
          double phase = random.nextDouble(2 * Math.PI);
          for (int t = 0; t < TIME; t++) {
            x[b * TIME + t] = sine(phase, t) + NOISE * (float) random.nextGaussian();
            next[b * TIME + t] = sine(phase, t + 1);
          }
        }
        Shape shape = Shape.of(BATCH, TIME, 1);
        float loss =
            session.step(
                adam,
                5e-3 * schedule.factor(step, step, steps),
                pass ->
                    Losses.mse(
                        pass,
                        network.apply(pass, pass.constant(shape, x)),
                        pass.constant(shape, next)));
        if ((step + 1) % 100 == 0) {
          System.out.printf("step %d: loss %.4f%n", step + 1, loss);
        }
      }
      return forecast(session, network, random);
    }
  }

  /// Hears 60 noisy values, goes on from them, and draws the forecasts.
  private static double forecast(Session session, Sequential network, Random random) {
    float[] heard = new float[TIME + 40];
    double phase = random.nextDouble(2 * Math.PI);
    for (int t = 0; t < TIME; t++) {
      heard[t] = sine(phase, t) + NOISE * (float) random.nextGaussian();
    }
    double squares = 0;
    for (int t = TIME; t < heard.length; t++) {
      float[] past = Arrays.copyOf(heard, t);
      float[] y = session.predict(pass -> network.apply(pass, series(pass, past)));
      heard[t] = y[t - 1];
      squares += Math.pow(heard[t] - sine(phase, t), 2);
      System.out.println(" ".repeat(Math.round(30 + 25 * heard[t])) + "*");
    }
    return Math.sqrt(squares / 40);
  }

  private static Tensor series(Pass pass, float[] values) {
    return pass.constant(Shape.of(1, values.length, 1), values);
  }

  /// A period has 20 steps.
  private static float sine(double phase, int t) {
    return (float) Math.sin(phase + 2 * Math.PI * t / 20);
  }
}
