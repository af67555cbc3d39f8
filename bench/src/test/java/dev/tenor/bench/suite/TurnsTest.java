package dev.tenor.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.bench.cases.Case;
import dev.tenor.bench.cases.Work;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnsTest {
  private static final Effort BRIEF = new Effort(5, 0.01, 0, false);

  @TempDir Path folder;

  private final AtomicInteger runs = new AtomicInteger();

  /// Gives one number; `failure` is thrown by every run on `simd`.
  private record Fake(String name, float onSimd, RuntimeException failure, AtomicInteger runs)
      implements Case {
    @Override
    public String family() {
      return "fake";
    }

    @Override
    public Map<String, String> shape() {
      return Case.shape("n", 1);
    }

    @Override
    public double flop() {
      return 1;
    }

    @Override
    public double bytes() {
      return 4;
    }

    @Override
    public double bound(String result) {
      return 1e-6;
    }

    @Override
    public Work prepare(Backend backend) {
      boolean simd = backend.name().equals("simd");
      return new Work() {
        @Override
        public void run() {
          if (simd) {
            runs.incrementAndGet();
            if (failure != null) {
              throw failure;
            }
          }
        }

        @Override
        public Map<String, float[]> results() {
          return Map.of("y", new float[] {simd ? onSimd : 1});
        }

        @Override
        public void close() {}
      };
    }
  }

  private Outcome measure(Case c) throws Exception {
    try (Backend simd = Backends.open("simd", 1);
        Backend scalar = Backends.open("scalar", 1)) {
      List<Turns.Opened> engines =
          List.of(new Turns.Opened("simd", 128, simd), new Turns.Opened("scalar", 0, scalar));
      return new Turns(folder, BRIEF, Turns.PAUSE_MILLIS).measure(c, engines);
    }
  }

  @Test
  void aRightCaseIsTimedByTurns() throws Exception {
    Outcome outcome = measure(new Fake("right", 1, null, runs));
    assertEquals(2, outcome.samples().size());
    for (Outcome.Sample sample : outcome.samples()) {
      assertEquals("", sample.failure());
      assertEquals(BRIEF.turns(), sample.nanos().length);
      assertTrue(sample.nanos()[0] > 0);
    }
  }

  @Test
  void aWrongCaseIsNotTimedAndTheOthersAre() throws Exception {
    Outcome outcome = measure(new Fake("wrong", 1.1f, null, runs));
    Outcome.Sample simd = sample(outcome, "simd");
    assertEquals(1, runs.get(), "only to see that it is wrong");
    assertEquals(0, simd.nanos().length);
    assertTrue(simd.failure().contains("a wrong result is not timed"), simd.failure());
    assertEquals(BRIEF.turns(), sample(outcome, "scalar").nanos().length);
  }

  @Test
  void notANumberIsWrong() throws Exception {
    Outcome outcome = measure(new Fake("not a number", Float.NaN, null, runs));
    assertTrue(sample(outcome, "simd").failure().contains("NMSE"));
  }

  @Test
  void whatFailsIsNamed() throws Exception {
    Outcome outcome = measure(new Fake("failing", 1, new IllegalStateException("no memory"), runs));
    assertEquals("no memory", sample(outcome, "simd").failure());
  }

  @Test
  void referencesAreKeptForTheNextJvm() throws Exception {
    Case c = new Fake("kept", 1, null, runs);
    Map<String, float[]> first = new References(folder).of(c);
    Map<String, float[]> again = new References(folder).of(c);
    assertEquals(first.keySet(), again.keySet());
    assertEquals(1, again.get("y")[0]);
  }

  private static Outcome.Sample sample(Outcome outcome, String engine) {
    return outcome.samples().stream()
        .filter(s -> s.engine().equals(engine))
        .findFirst()
        .orElseThrow();
  }
}
