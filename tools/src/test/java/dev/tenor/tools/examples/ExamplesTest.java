package dev.tenor.tools.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs in docs/examples, compiled without a warning and run in shortened form: what they
/// are to learn they learn.
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("../docs/examples");

  @TempDir static Path folder;
  private static URLClassLoader loader;

  @BeforeAll
  static void compile() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      List<Path> sources = files.filter(f -> f.toString().endsWith(".java")).toList();
      Compiled.into(folder, sources);
    }
    loader = Compiled.loader(folder);
  }

  @AfterAll
  static void close() throws IOException {
    loader.close();
  }

  /// Calls a method of an example by its name.
  private static Object run(String example, String method, Object... arguments) throws Exception {
    Method found =
        Arrays.stream(loader.loadClass(example).getDeclaredMethods())
            .filter(m -> m.getName().equals(method))
            .findFirst()
            .orElseThrow();
    found.setAccessible(true);
    try {
      return found.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Test
  void xorIsLearnt() throws Exception {
    float[] answers = (float[]) run("Xor", "train", 300);
    float[] expected = {0, 1, 1, 0};
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i], answers[i], 0.1, "pair " + i);
    }
  }

  @Test
  void digitsAreRead() throws Exception {
    Object train = run("Digits", "drawn", 1500, 1L);
    Object test = run("Digits", "drawn", 300, 2L);
    double accuracy = (double) run("Digits", "run", train, test, 2);
    assertTrue(accuracy > 0.6, "accuracy " + accuracy);
  }

  @Test
  void aSineIsForecast() throws Exception {
    double error = (double) run("Sine", "run", 120);
    assertTrue(error < 0.4, "error " + error);
  }

  @Test
  void anAutoencoderFindsWhatItNeeds() throws Exception {
    double first = (double) run("Vae", "run", 1);
    double later = (double) run("Vae", "run", 200);
    assertTrue(later < 0.6 * first, "loss " + later + " after " + first);
  }

  @Test
  void theGradientOfTheOwnOpIsRight() throws Exception {
    String report = run("OwnOp", "check").toString();
    assertTrue(report.startsWith("gradient check: input"), report);
  }

  @Test
  void aCheckpointOfPyTorchGivesItsLogits() throws Exception {
    double largest =
        (double)
            run(
                "FromPyTorch",
                "run",
                EXAMPLES.resolve("cnn.safetensors"),
                EXAMPLES.resolve("cnn-values.safetensors"));
    assertTrue(largest < 1e-5, "difference " + largest);
  }

  @Test
  void textIsLearnt() throws Exception {
    double untrained = (double) run("CharGpt", "run", EXAMPLES.resolve("../engine.md"), 1);
    double loss = (double) run("CharGpt", "run", EXAMPLES.resolve("../engine.md"), 40);
    assertTrue(loss < untrained - 0.5, "loss " + loss + " after " + untrained);
  }
}
