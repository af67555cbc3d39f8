package dev.tenor.engine.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.BufferPool;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Indexing;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Masks;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.ops.Shapes;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every op against PyTorch's values: its output, the gradients of its inputs, and the running
/// statistics that it moves. A subclass names the backend.
///
/// The values are exact but for their rounding to float32. Every tensor may be off by an NMSE of
/// 1e-11: errors of three millionths, spread evenly. Float32 sums of some hundred products in any
/// order come to 3e-13.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class GoldenConformance {
  private static final double MAX_NMSE = 1e-11;

  /// The classes whose methods are the ops.
  private static final List<Class<?>> DOORS =
      List.of(
          Ops.class,
          Masks.class,
          Shapes.class,
          Indexing.class,
          Images.class,
          Norms.class,
          Sequences.class,
          Reductions.class,
          Losses.class);

  /// Dropout's mask is Tenor's own.
  private static final Set<String> NOT_IN_PYTORCH = Set.of("dropout");

  private final String spec;
  private final Map<String, OpCase.Body> bodies = new TreeMap<>();
  private final Map<String, Safetensors> files = new TreeMap<>();
  private Backend backend;

  protected GoldenConformance(String spec) {
    this.spec = spec;
    for (GoldenTable table : GoldenTable.all()) {
      Safetensors file = table.file();
      bodies.putAll(table.cases());
      table.cases().keySet().forEach(name -> files.put(name, file));
    }
  }

  @BeforeAll
  void open() {
    ExpectedBackends.assumeHere(spec);
    backend = Backends.open(spec, 2);
  }

  @AfterAll
  void close() {
    if (backend != null) {
      backend.close();
    }
  }

  static List<String> cases() {
    return GoldenTable.all().stream().flatMap(table -> table.cases().keySet().stream()).toList();
  }

  static List<GoldenTable> tables() {
    return GoldenTable.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void agreesWithPyTorch(String name) throws FormatException {
    boolean training = !name.contains(".running");
    Safetensors file = files.get(name);
    try (BufferPool pool = new BufferPool(backend);
        Pass pass = training ? Pass.training(pool, 0, 0) : Pass.recording(pool)) {
      Tensor[] in = inputs(file, name, pass);
      Tensor out = bodies.get(name).apply(pass, in);
      assertEquals(Shape.of(file.shape(name + "/output")), out.shape());
      close(file, name + "/output", pass.read(out));
      if (file.contains(name + "/grad_output")) {
        pass.backward(out, file.floats(name + "/grad_output"));
      }
      for (int i = 0; i < in.length; i++) {
        if (in[i].requiresGrad()) {
          close(file, name + "/grad" + i, pass.grad(in[i]));
        }
        if (file.contains(name + "/after" + i)) {
          close(file, name + "/after" + i, pass.read(in[i]));
        }
      }
    }
  }

  private Tensor[] inputs(Safetensors file, String name, Pass pass) throws FormatException {
    int n = 0;
    while (file.contains(name + "/in" + n)) {
      n++;
    }
    Tensor[] in = new Tensor[n];
    for (int i = 0; i < n; i++) {
      Shape shape = Shape.of(file.shape(name + "/in" + i));
      float[] values = file.floats(name + "/in" + i);
      boolean variable = file.contains(name + "/grad" + i);
      in[i] = variable ? pass.variable(shape, values) : pass.constant(shape, values);
    }
    return in;
  }

  private static void close(Safetensors file, String tensor, float[] actual)
      throws FormatException {
    float[] expected = file.floats(tensor);
    double nmse = Nmse.of(actual, expected);
    assertTrue(
        nmse <= MAX_NMSE,
        () ->
            tensor
                + ": NMSE "
                + nmse
                + " exceeds "
                + MAX_NMSE
                + "; expected "
                + Arrays.toString(Arrays.copyOf(expected, Math.min(8, expected.length)))
                + "…, got "
                + Arrays.toString(Arrays.copyOf(actual, Math.min(8, actual.length)))
                + "…");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void theFileHasTheCasesOfTheTable(GoldenTable table) {
    Set<String> inFile =
        table.file().names().stream()
            .map(tensor -> tensor.substring(0, tensor.indexOf('/')))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> onlyInFile = new TreeSet<>(inFile);
    onlyInFile.removeAll(table.cases().keySet());
    assertEquals(Set.of(), onlyInFile, "only in the file; add a line to its table for each");
    Set<String> onlyInTable = new TreeSet<>(table.cases().keySet());
    onlyInTable.removeAll(inFile);
    assertEquals(Set.of(), onlyInTable, "only in the table; add it to its script and run that");
  }

  @Test
  void everyOpHasACase() {
    Set<String> covered =
        cases().stream().map(name -> name.split("\\.", 2)[0]).collect(Collectors.toSet());
    Set<String> ops =
        DOORS.stream()
            .flatMap(door -> Arrays.stream(door.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(method -> method.getName())
            .filter(name -> !NOT_IN_PYTORCH.contains(name))
            .collect(Collectors.toSet());
    ops.removeAll(covered);
    assertEquals(
        Set.of(),
        ops,
        "ops without values by PyTorch; add a case to a golden_*.py, run it, and a line to its table");
  }
}
