package dev.tenor.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.nn.Activation;
import dev.tenor.engine.nn.BatchNorm;
import dev.tenor.engine.nn.Dropout;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.Sequential;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.optim.Adam;
import dev.tenor.engine.optim.Optimizer;
import dev.tenor.engine.optim.Sgd;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
  private static final float[] X = {1, 2, -1, 0.5f, 0, 3, -2, 1, 2, 2, 1, -1};
  private static final float[] LABELS = {0, 2, 1, 0};

  @TempDir Path folder;

  private static Sequential network() {
    return new Sequential(
        new Linear(3, 8), new BatchNorm(8), Activation.relu(), new Dropout(0.3), new Linear(8, 3));
  }

  private static Session open() {
    return Session.open("scalar", 1).seed(5);
  }

  private static Tensor logits(Pass pass, Sequential network) {
    return network.apply(pass, pass.constant(Shape.of(4, 3), X));
  }

  private static Tensor loss(Pass pass, Sequential network) {
    return Losses.crossEntropy(pass, logits(pass, network), pass.constant(Shape.of(4), LABELS));
  }

  private static float train(Session session, Optimizer adam, Sequential network, int steps) {
    float last = Float.NaN;
    for (int i = 0; i < steps; i++) {
      last = session.step(adam, 1e-2, pass -> loss(pass, network));
    }
    return last;
  }

  @Test
  void trainsAndPredicts() {
    try (Session session = open()) {
      Sequential network = session.trainable(network());
      Optimizer adam = session.optimizer(network, Adam.Config.of(0));
      float first = train(session, adam, network, 1);
      float later = train(session, adam, network, 60);
      assertTrue(later < 0.7 * first, first + " then " + later);
      float[] once = session.predict(pass -> logits(pass, network));
      assertEquals(12, once.length);
      assertArrayEquals(once, session.predict(pass -> logits(pass, network)));
    }
  }

  @Test
  void theSeedDecides() {
    float[][] outputs = new float[3][];
    for (int i = 0; i < 3; i++) {
      try (Session session = Session.open("scalar", 1).seed(i == 2 ? 7 : 5)) {
        Sequential network = session.trainable(network());
        train(session, session.optimizer(network, Adam.Config.of(0)), network, 3);
        outputs[i] = session.predict(pass -> logits(pass, network));
      }
    }
    assertArrayEquals(outputs[0], outputs[1]);
    assertFalse(Arrays.equals(outputs[0], outputs[2]));
  }

  @Test
  void savedWeightsPredictTheSameInAnotherSession() throws IOException {
    Path file = folder.resolve("net.safetensors");
    float[] expected;
    try (Session session = open()) {
      Sequential network = session.trainable(network());
      train(session, session.optimizer(network, Adam.Config.of(0)), network, 3);
      session.save(network, file);
      expected = session.predict(pass -> logits(pass, network));
    }
    try (Session session = open()) {
      Sequential network = session.load(network(), file);
      assertArrayEquals(expected, session.predict(pass -> logits(pass, network)));
      String message =
          assertThrows(
                  IllegalStateException.class, () -> session.optimizer(network, Adam.Config.of(0)))
              .getMessage();
      assertTrue(message.contains("open it with trainable"), message);
      Sequential wrong = new Sequential(new Linear(2, 2));
      assertThrows(FormatException.class, () -> session.load(wrong, file));
      assertThrows(IllegalArgumentException.class, () -> session.slab(wrong));
      Sequential tuned = session.trainable(network());
      assertArrayEquals(
          expected, session.predict(pass -> logits(pass, loaded(session, tuned, file))));
    }
  }

  private static Sequential loaded(Session session, Sequential network, Path file) {
    try {
      return session.load(network, file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterruptedTrainingGoesOnWithTheSameBits() throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    float[] expected;
    try (Session session = open()) {
      Sequential network = session.trainable(network());
      Optimizer sgd = session.optimizer(network, new Sgd.Config(0.9, true, 1e-3));
      var average = session.average(network, 0.9);
      for (int i = 0; i < 6; i++) {
        train(session, sgd, network, 1);
        average.update();
        if (i == 2) {
          session.checkpoint().save(file, Map.of("step", "3"));
        }
      }
      expected = average.evaluate(() -> session.predict(pass -> logits(pass, network)));
    }
    try (Session session = Session.open("scalar", 1)) { // another seed: the file brings its own
      Sequential network = session.trainable(network());
      Optimizer sgd = session.optimizer(network, new Sgd.Config(0.9, true, 1e-3));
      var average = session.average(network, 0.9);
      Map<String, String> notes = session.checkpoint().load(file);
      assertEquals(Map.of("step", "3"), notes);
      assertEquals(3, sgd.steps());
      for (int i = 3; i < 6; i++) {
        train(session, sgd, network, 1);
        average.update();
      }
      assertArrayEquals(
          expected, average.evaluate(() -> session.predict(pass -> logits(pass, network))));
    }
  }

  @Test
  void aStepOfSeveralBatchesHasTheGradientsOfTheirMean() {
    float[][] weights = new float[2][];
    float[] losses = new float[2];
    for (int split = 0; split < 2; split++) {
      try (Session session = open()) {
        Linear network = session.trainable(new Linear(3, 3));
        Optimizer sgd = session.optimizer(network, Sgd.Config.of(0));
        losses[split] =
            split == 0
                ? session.step(sgd, 0.1, pass -> part(pass, network, 0, 4))
                : session.step(sgd, 0.1, 2, (pass, i) -> part(pass, network, 2 * i, 2));
        weights[split] =
            session.slab(network).read(session.slab(network).parameters().get("weight"));
      }
    }
    assertEquals(losses[0], losses[1], 1e-6);
    assertArrayEquals(weights[0], weights[1], 1e-6f);
  }

  private static Tensor part(Pass pass, Linear network, int from, int n) {
    Tensor x = pass.constant(Shape.of(n, 3), Arrays.copyOfRange(X, 3 * from, 3 * (from + n)));
    Tensor labels = pass.constant(Shape.of(n), Arrays.copyOfRange(LABELS, from, from + n));
    return Losses.crossEntropy(pass, network.apply(pass, x), labels);
  }

  @Test
  void clippingShortensTheStep() {
    try (Session session = open().clipNorm(1e-3)) {
      Linear network = session.trainable(new Linear(3, 3));
      float[] before = weight(session, network);
      session.step(
          session.optimizer(network, Sgd.Config.of(0)), 1, pass -> part(pass, network, 0, 4));
      float[] after = weight(session, network);
      double moved = 0;
      for (int i = 0; i < before.length; i++) {
        moved += Math.pow(after[i] - before[i], 2);
      }
      assertTrue(moved > 0 && Math.sqrt(moved) < 1.01e-3, "moved by " + Math.sqrt(moved));
      assertThrows(IllegalArgumentException.class, () -> session.clipNorm(Double.NaN));
    }
  }

  private static float[] weight(Session session, Linear network) {
    return session.slab(network).read(session.slab(network).parameters().get("weight"));
  }

  @Test
  void whatComesTooLateOrFromElsewhereIsRefused() {
    Session session = open();
    Sequential network = session.trainable(network());
    Optimizer adam = session.optimizer(network, Adam.Config.of(0));
    assertThrows(IllegalStateException.class, () -> session.seed(3));
    assertThrows(IllegalStateException.class, () -> session.trainable(network));
    try (Session other = open()) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> other.step(adam, 1, pass -> loss(pass, network)))
              .getMessage();
      assertTrue(message.contains("Session.optimizer"), message);
      assertThrows(IllegalArgumentException.class, () -> other.slab(network));
    }
    assertThrows(IllegalArgumentException.class, () -> session.step(adam, 1, 0, (pass, i) -> null));
    assertThrows(
        IllegalArgumentException.class,
        () -> session.step(adam, 1, 2, (pass, i) -> logits(pass, network)));
    session.close();
    session.close();
    String message =
        assertThrows(
                IllegalStateException.class, () -> session.predict(pass -> logits(pass, network)))
            .getMessage();
    assertEquals("session: it is closed; open another", message);
    assertThrows(IllegalStateException.class, () -> adam.step(1));
    try (Session second = open()) { // a network may move on
      assertEquals(network, second.trainable(network));
    }
    assertThrows(IllegalArgumentException.class, () -> Session.open("abacus", 1));
  }
}
