package dev.tenor.kernels.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tenor.engine.Session;
import dev.tenor.engine.nn.Activation;
import dev.tenor.engine.nn.BatchNorm;
import dev.tenor.engine.nn.Conv2d;
import dev.tenor.engine.nn.Dropout;
import dev.tenor.engine.nn.Flatten;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.Sequential;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.Optimizer;
import dev.tenor.engine.optim.ParameterGroups;
import dev.tenor.engine.optim.RmsProp;
import dev.tenor.engine.optim.Sgd;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionThreadsTest {
  private static final int BATCH = 8;

  @TempDir Path folder;

  @Test
  void anyNumberOfThreadsWritesTheSameBytes() throws IOException {
    byte[] one = trained(1);
    assertArrayEquals(one, trained(2));
    assertArrayEquals(one, trained(5));
  }

  /// A few steps of every optimiser; the file of the weights.
  private byte[] trained(int threads) throws IOException {
    float[] x = new float[BATCH * 20 * 20];
    RandomStream random = RandomStream.of(1, "x");
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    float[] labels = {0, 1, 2, 0, 1, 2, 0, 1};
    Path file = folder.resolve(threads + ".safetensors");
    try (Session session = Session.open("simd", threads).seed(3).clipNorm(1)) {
      Sequential network =
          session.trainable(
              new Sequential(
                  new Conv2d(1, 16, 3, 1, 1),
                  new BatchNorm(16),
                  Activation.relu(),
                  new Dropout(0.2),
                  new Flatten(),
                  new Linear(16 * 400, 3)));
      for (Optimizer.Config config :
          new Optimizer.Config[] {
            Adam.Config.adamW(0.1), new Sgd.Config(0.9, true, 0.01), RmsProp.Config.of(0.9)
          }) {
        Optimizer optimizer =
            session.optimizer(network, config, ParameterGroups.all().noDecayOfBiasesAndNorms());
        for (int i = 0; i < 2; i++) {
          session.step(
              optimizer,
              1e-3,
              pass ->
                  Losses.crossEntropy(
                      pass,
                      network.apply(pass, pass.constant(Shape.of(BATCH, 20, 20, 1), x)),
                      pass.constant(Shape.of(BATCH), labels)));
        }
      }
      session.save(network, file);
    }
    return Files.readAllBytes(file);
  }
}
