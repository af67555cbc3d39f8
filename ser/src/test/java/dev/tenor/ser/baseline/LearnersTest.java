package dev.tenor.ser.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.io.SafetensorsWriter;
import dev.tenor.engine.random.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What both classifiers promise.
final class LearnersTest {
  private static final int CLASSES = 3;

  static Stream<Learner> learners() {
    return Stream.of(new Svm(), new LogisticRegression());
  }

  /// Points around three centres; the classes come in the order 2, 1, 0, and 2 is rare.
  private static float[][] points(int n, long seed) {
    RandomStream random = RandomStream.of(seed, "points");
    float[][] x = new float[n][];
    for (int i = 0; i < n; i++) {
      int k = label(i);
      float a = (k == 1 ? 2 : 0) + random.nextFloat() - 0.5f;
      float b = (k == 2 ? 2 : 0) + random.nextFloat() - 0.5f;
      x[i] = new float[] {a, b};
    }
    return x;
  }

  private static int label(int i) {
    return i % 9 == 0 ? 2 : i % 9 < 4 ? 1 : 0;
  }

  private static int[] labels(int n) {
    int[] y = new int[n];
    Arrays.setAll(y, LearnersTest::label);
    return y;
  }

  private static int best(float[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }

  @ParameterizedTest
  @MethodSource("learners")
  void tellsClassesApart(Learner learner) throws Exception {
    Learner.Fitted fitted = learner.fit(points(90, 1), labels(90), CLASSES);
    float[][] others = points(45, 2);
    for (int i = 0; i < others.length; i++) {
      float[] p = fitted.probabilities(others[i]);
      assertEquals(label(i), best(p), Arrays.toString(others[i]));
      assertEquals(1, p[0] + p[1] + p[2], 1e-6);
      assertTrue(p[0] >= 0 && p[1] >= 0 && p[2] >= 0, Arrays.toString(p));
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void twoClassesWork(Learner learner) throws Exception {
    float[][] x = {{-1}, {-2}, {-1.5f}, {1}, {2}, {1.5f}};
    Learner.Fitted fitted = learner.fit(x, new int[] {1, 1, 1, 0, 0, 0}, 2);
    assertEquals(1, best(fitted.probabilities(new float[] {-1.2f})));
    assertEquals(0, best(fitted.probabilities(new float[] {1.2f})));
  }

  /// A hundred against four in the same place on one side: without weights the few lose.
  @ParameterizedTest
  @MethodSource("learners")
  void classesCountTheSame(Learner learner) throws Exception {
    float[][] x = new float[104][];
    int[] y = new int[104];
    for (int i = 0; i < x.length; i++) {
      y[i] = i < 100 ? 0 : 1;
      x[i] = new float[] {i % 4 == 0 || i >= 100 ? 1 : -1};
    }
    assertEquals(1, best(learner.fit(x, y, 2).probabilities(new float[] {1})));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void sameDataSameBits(Learner learner) throws Exception {
    float[][] x = points(60, 3);
    Learner.Fitted first = learner.fit(x, labels(60), CLASSES);
    learner.fit(points(50, 4), labels(50), CLASSES); // leaves no trace
    Learner.Fitted second = learner.fit(x, labels(60), CLASSES);
    for (float[] row : points(30, 5)) {
      assertArrayEquals(first.probabilities(row), second.probabilities(row));
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void valuesThatNeverChangeAreNoError(Learner learner) throws Exception {
    float[][] x = new float[4][2];
    float[] p = learner.fit(x, new int[] {0, 1, 0, 1}, 2).probabilities(new float[2]);
    assertEquals(1, p[0] + p[1], 1e-6); // and not NaN
  }

  @ParameterizedTest
  @MethodSource("learners")
  void aClassWithoutExampleIsRefused(Learner learner) {
    float[][] x = {{1}, {2}};
    String message = refused(learner, x, new int[] {0, 2}, 3);
    assertTrue(message.contains("class 1 of 3 has no example among 2"), message);
    message = refused(learner, new float[][] {{1}, {2, 3}}, new int[] {0, 1}, 2);
    assertTrue(message.contains("example 1 is of class 1 with 2 values"), message);
    message = refused(learner, x, new int[] {0}, 2);
    assertTrue(message.contains("2 examples, 1 labels"), message);
  }

  private static String refused(Learner learner, float[][] x, int[] y, int classes) {
    return assertThrows(IllegalArgumentException.class, () -> learner.fit(x, y, classes))
        .getMessage();
  }

  @Test
  void nothingIsPrinted() throws Exception {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      for (Learner learner : learners().toList()) {
        learner.fit(points(90, 1), labels(90), CLASSES);
      }
    } finally {
      System.setOut(out);
    }
    assertEquals("", bytes.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void aSavedOneGivesTheSameBits(Learner learner, @TempDir Path folder) throws Exception {
    for (int classes : new int[] {2, CLASSES}) {
      int[] y = Arrays.stream(labels(90)).map(k -> k % classes).toArray();
      Learner.Fitted fitted = learner.fit(points(90, 1), y, classes);
      Path file = folder.resolve(classes + ".safetensors");
      SafetensorsWriter writer = new SafetensorsWriter();
      fitted.save(writer);
      writer.write(file);
      Safetensors saved = Safetensors.read(file);
      Learner.Fitted loaded = learner.load(saved, 2, classes);
      for (float[] row : points(30, 5)) {
        assertArrayEquals(fitted.probabilities(row), loaded.probabilities(row));
      }
      String message =
          assertThrows(FormatException.class, () -> learner.load(saved, 3, classes)).getMessage();
      assertTrue(message.contains("must be"), message);
    }
  }

  /// LIBSVM's own answers, from the classes in the order 2, 1, 0.
  @Test
  void theSvmSaysWhatLibsvmSays() throws Exception {
    svm_problem problem = new svm_problem();
    float[][] x = points(90, 1);
    problem.l = x.length;
    problem.y = Arrays.stream(labels(90)).asDoubleStream().toArray();
    problem.x = Arrays.stream(x).map(LearnersTest::nodes).toArray(svm_node[][]::new);
    svm_parameter parameters = new svm_parameter();
    TrainingData data = new TrainingData(x, labels(90), CLASSES);
    parameters.gamma = (float) (1 / (2 * data.variance()));
    parameters.C = 3;
    parameters.kernel_type = svm_parameter.RBF;
    parameters.eps = 1e-3;
    parameters.cache_size = 10;
    parameters.shrinking = 1;
    parameters.nr_weight = CLASSES;
    parameters.weight_label = data.classNumbers();
    parameters.weight = data.weights();
    svm_model theirs = svm.svm_train(problem, parameters);
    Learner.Fitted ours = new Svm().fit(x, labels(90), CLASSES);
    int compared = 0;
    for (int i = 0; i < 200; i++) { // between the centres too
      float[] row = {i % 20 / 5f - 1, i / 20 / 3f - 1};
      double[] pairs = new double[3];
      double answer = svm.svm_predict_values(theirs, nodes(row), pairs);
      boolean tie = pairs[0] > 0 == pairs[2] > 0 && pairs[0] > 0 != pairs[1] > 0; // a vote for each
      if (!tie) {
        assertEquals(answer, best(ours.probabilities(row)), Arrays.toString(row));
        compared++;
      }
    }
    assertTrue(compared > 150, "only " + compared);
  }

  private static svm_node[] nodes(float[] row) {
    svm_node[] nodes = new svm_node[row.length];
    for (int i = 0; i < row.length; i++) {
      nodes[i] = new svm_node();
      nodes[i].index = i + 1;
      nodes[i].value = row[i];
    }
    return nodes;
  }

  /// LIBSVM knows no interrupt: who waits for it is freed, and the thread is a daemon.
  @Test
  void anInterruptEndsTheWait() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean daemon = new AtomicBoolean();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiting =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Background.call(
                    "fit",
                    () -> {
                      daemon.set(Thread.currentThread().isDaemon());
                      begun.countDown();
                      never.await();
                      return 0;
                    });
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
            });
    assertTrue(begun.await(10, TimeUnit.SECONDS));
    waiting.interrupt();
    waiting.join(10_000);
    assertFalse(waiting.isAlive());
    assertTrue(interrupted.get());
    assertTrue(daemon.get());
    never.countDown();
  }

  @Test
  void whatGoesWrongBehindIsThrownHere() {
    assertThrows(
        ArithmeticException.class,
        () ->
            Background.call(
                "fit",
                () -> {
                  throw new ArithmeticException();
                }));
  }
}
