package dev.tenor.engine.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.GoldenFile;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.io.FormatException;
import dev.tenor.engine.io.Safetensors;
import dev.tenor.engine.nn.Linear;
import dev.tenor.engine.nn.Parameter;
import dev.tenor.engine.nn.ParameterSlab;
import dev.tenor.engine.tensor.Nmse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten steps of every optimiser end where PyTorch's do.
class OptimizerGoldenTest {
  private static final int STEPS = 10;
  private static final ParameterGroups ALL = ParameterGroups.all();
  private static final Safetensors FILE = GoldenFile.read("optim");

  /// An optimiser's settings and groups.
  private record Case(Optimizer.Config config, ParameterGroups groups) {}

  private static final Map<String, Case> CASES = new TreeMap<>();

  static {
    CASES.put("sgd", new Case(Sgd.Config.of(0), ALL));
    CASES.put("sgd.decay", new Case(new Sgd.Config(0, false, 0.1), ALL));
    CASES.put("sgd.momentum", new Case(Sgd.Config.of(0.9), ALL));
    CASES.put("sgd.nesterov", new Case(new Sgd.Config(0.9, true, 0.1), ALL));
    CASES.put("adam", new Case(Adam.Config.of(0), ALL));
    CASES.put("adam.decay", new Case(Adam.Config.of(0.1), ALL));
    CASES.put("adamw", new Case(Adam.Config.adamW(0.1), ALL));
    CASES.put("rmsprop", new Case(RmsProp.Config.of(0), ALL));
    CASES.put("rmsprop.momentum", new Case(new RmsProp.Config(0.9, 1e-8, 0.9, 0.1), ALL));
    CASES.put(
        "adamw.groups",
        new Case(Adam.Config.adamW(0.1), ALL.noDecayOfBiasesAndNorms().lr("weight"::equals, 0.5)));
    CASES.put("sgd.frozen", new Case(Sgd.Config.of(0.9), ALL.frozen("weight"::equals)));
  }

  @Test
  void everyCaseOfTheFileIsHere() {
    assertEquals(
        CASES.keySet(),
        FILE.names().stream()
            .map(name -> name.substring(0, name.indexOf('/')))
            .filter(name -> !name.equals("grads"))
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsWherePyTorchDoes(String name) throws FormatException {
    ScalarBackend backend = new ScalarBackend();
    Case c = CASES.get(name);
    try (ParameterSlab slab = ParameterSlab.trainable(backend, new Linear(5, 3), 1);
        Optimizer optimizer = c.config().create(slab, c.groups())) {
      for (Map.Entry<String, Parameter> p : slab.parameters().entrySet()) {
        float[] start = FILE.floats(name + "/" + p.getKey() + "0");
        backend.memory().upload(p.getValue().tensor().buffer(), start, 0, start.length);
      }
      for (int step = 1; step <= STEPS; step++) {
        for (Map.Entry<String, Parameter> p : slab.parameters().entrySet()) {
          float[] grad = FILE.floats("grads/" + p.getKey() + step);
          backend.memory().upload(p.getValue().tensor().leafGrad(), grad, 0, grad.length);
        }
        optimizer.step(0.1);
      }
      for (Map.Entry<String, Parameter> p : slab.parameters().entrySet()) {
        float[] expected = FILE.floats(name + "/" + p.getKey() + STEPS);
        double nmse = Nmse.of(slab.read(p.getValue()), expected);
        assertTrue(nmse < 1e-12, name + " " + p.getKey() + ": " + nmse);
      }
    }
  }

  static Iterable<String> cases() {
    return CASES.keySet();
  }
}
