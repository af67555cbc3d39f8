package dev.tenor.bench.suite;

import dev.tenor.bench.cases.Case;
import dev.tenor.bench.cases.Work;
import dev.tenor.engine.backend.Backend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Measures a case on several engines, which take turns, so that what disturbs the machine for a
/// while disturbs all of them.
public final class Turns {
  /// Until the threads of the engine before stop looking for work: those of `simd` do for 0.4 ms.
  public static final long PAUSE_MILLIS = 1;

  /// The scalar backend is the reference; what takes it much longer than a second is not timed.
  private static final double MOST_SCALAR_FLOP = 3e8;

  /// An engine that is open.
  ///
  /// @param bits 0 where it has no choice
  /// @param backend waited for after each operation
  /// @param prepare makes a case ready on it
  public record Opened(String engine, int bits, Backend backend, Function<Case, Work> prepare) {
    /// A backend of Tenor.
    public Opened(String engine, int bits, Backend backend) {
      this(engine, bits, backend, c -> c.prepare(backend));
    }
  }

  private final References references;
  private final Effort effort;
  private final long pauseMillis;

  /// @param references folder for what the scalar backend computes
  /// @param pauseMillis before the turn of another engine, at least [#PAUSE_MILLIS]
  public Turns(Path references, Effort effort, long pauseMillis) {
    this.references = new References(references);
    this.effort = effort;
    this.pauseMillis = pauseMillis;
  }

  /// @param engines those that run the case
  public Outcome measure(Case c, List<Opened> engines) throws IOException, InterruptedException {
    Map<String, Outcome.Sample> samples = new LinkedHashMap<>();
    List<Contestant> contestants = new ArrayList<>();
    try {
      Map<String, float[]> expected = references.of(c);
      for (Opened engine : engines) {
        if (!engine.engine().equals(Engines.SCALAR) || c.flop() <= MOST_SCALAR_FLOP) {
          enter(c, engine, expected, contestants, samples);
        }
      }
      samples.putAll(time(contestants));
    } catch (RuntimeException e) {
      engines.forEach(o -> samples.putIfAbsent(o.engine(), failed(o, e)));
    } finally {
      contestants.forEach(Contestant::close);
    }
    return Outcome.of(c, List.copyOf(samples.values()));
  }

  /// Who computes something else, or cannot compute it at all, is not timed.
  private void enter(
      Case c,
      Opened engine,
      Map<String, float[]> expected,
      List<Contestant> contestants,
      Map<String, Outcome.Sample> samples) {
    Contestant contestant = null;
    try {
      contestant = new Contestant(engine, c);
      contestant.verify(expected);
      contestant.warmUp(effort);
      contestants.add(contestant);
    } catch (RuntimeException e) {
      samples.put(engine.engine(), failed(engine, e));
      if (contestant != null) {
        contestant.close();
      }
    }
  }

  private static Outcome.Sample failed(Opened engine, RuntimeException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return Outcome.Sample.failed(engine.engine(), engine.bits(), message);
  }

  private Map<String, Outcome.Sample> time(List<Contestant> contestants)
      throws InterruptedException {
    double[][] nanos = new double[contestants.size()][effort.turns()];
    double[][] bytes = new double[contestants.size()][effort.turns()];
    long start = System.nanoTime();
    int turns = 0;
    while (turns < effort.turns()
        && (turns < Effort.FEWEST_TURNS
            || System.nanoTime() - start < Effort.MOST_SECONDS * 1e9 * contestants.size())) {
      for (int i = 0; i < contestants.size(); i++) {
        int at = turns % 2 == 0 ? i : contestants.size() - 1 - i;
        if (contestants.size() > 1) {
          Thread.sleep(pauseMillis);
          contestants.get(at).recall();
        }
        nanos[at][turns] = contestants.get(at).slice();
        bytes[at][turns] = contestants.get(at).allocated();
      }
      turns++;
    }
    Map<String, Outcome.Sample> samples = new LinkedHashMap<>();
    for (int i = 0; i < contestants.size(); i++) {
      Contestant contestant = contestants.get(i);
      double allocated = Quartiles.median(Arrays.copyOf(bytes[i], turns));
      double[] times = Arrays.copyOf(nanos[i], turns);
      samples.put(contestant.engine(), contestant.sample(times, allocated));
    }
    return samples;
  }
}
