package dev.tenor.bench.suite;

import dev.tenor.bench.Spread;
import dev.tenor.bench.result.Ceiling;
import dev.tenor.bench.result.SuiteRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// The rows of a run: what several forks found is joined to one row of each key.
final class RowBook {
  private static final double MOST_DRIFT = 0.1;

  private final Engines engines;
  private final List<Ceiling> ceilings = new ArrayList<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /// Times of the row and of another one, turn by turn.
  private record Pair(double[] ours, double[] others) {}

  /// What the forks found of one row.
  private static final class Entry {
    final Outcome outcome;
    final Outcome.Sample first;
    final int threads;
    final int bits; // of the lane, also where the engine has none
    final List<double[]> times = new ArrayList<>();
    final Map<String, List<Pair>> others = new LinkedHashMap<>(); // by engine
    double error;
    double allocated;
    double warmUp;
    boolean still = true;

    Entry(Outcome outcome, Outcome.Sample first, int threads, int bits) {
      this.outcome = outcome;
      this.first = first;
      this.threads = threads;
      this.bits = bits;
    }

    void add(Outcome.Sample sample) {
      times.add(sample.nanos());
      error = Math.max(error, sample.error());
      allocated = times.size() == 1 ? sample.allocated() : Math.min(allocated, sample.allocated());
      warmUp = Math.max(warmUp, sample.warmUpSeconds());
      still &= sample.still();
    }
  }

  RowBook(Engines engines) {
    this.engines = engines;
  }

  void add(Ceiling ceiling) {
    ceilings.add(ceiling);
  }

  List<Ceiling> ceilings() {
    return ceilings;
  }

  /// Adds what was timed.
  ///
  /// @param bits of the lane
  /// @return the rows of this outcome, with all forks so far
  List<SuiteRow> add(Outcome outcome, int threads, int bits) {
    List<SuiteRow> rows = new ArrayList<>();
    for (Outcome.Sample sample : outcome.samples()) {
      if (sample.failure().isEmpty()) {
        Entry entry = entry(outcome, sample, threads, bits);
        entry.add(sample);
        addOthers(entry, sample, outcome);
        rows.add(row(entry));
      }
    }
    return rows;
  }

  /// Adds what peers took beside `simd`. Where it has a row of its own that stays as it is, but for
  /// the comparison.
  List<SuiteRow> addPeers(Outcome outcome, int threads, int bits) {
    List<SuiteRow> rows = new ArrayList<>();
    for (Outcome.Sample sample : outcome.samples()) {
      if (sample.failure().isEmpty()) {
        Entry entry = entry(outcome, sample, threads, bits);
        if (entry.times.isEmpty() || !sample.engine().equals(Engines.SIMD)) {
          entry.add(sample);
        }
        addOthers(entry, sample, outcome);
        rows.add(row(entry));
      }
    }
    return rows;
  }

  private Entry entry(Outcome outcome, Outcome.Sample sample, int threads, int bits) {
    String key =
        String.join(" ", outcome.describe(), sample.engine(), "" + sample.bits(), "" + threads);
    return entries.computeIfAbsent(key, _ -> new Entry(outcome, sample, threads, bits));
  }

  /// Of `simd` beside all others.
  private static void addOthers(Entry entry, Outcome.Sample simd, Outcome outcome) {
    if (!simd.engine().equals(Engines.SIMD)) {
      return;
    }
    for (Outcome.Sample other : outcome.samples()) {
      if (!other.engine().equals(Engines.SIMD) && other.failure().isEmpty()) {
        entry
            .others
            .computeIfAbsent(other.engine(), _ -> new ArrayList<>())
            .add(new Pair(simd.nanos(), other.nanos()));
      }
    }
  }

  List<SuiteRow> rows() {
    return entries.values().stream().map(this::row).toList();
  }

  private SuiteRow row(Entry e) {
    double[] times = joined(e.times);
    Outcome o = e.outcome;
    SuiteRow.Timing timing =
        new SuiteRow.Timing(
            Quartiles.median(times),
            Quartiles.at(times, 0.25),
            Quartiles.at(times, 0.75),
            e.times.size(),
            times.length,
            e.warmUp);
    Roof.Bound bound = bound(e);
    List<SuiteRow.Against> against = new ArrayList<>();
    e.others.forEach((engine, pairs) -> {
      double[] ours = joined(pairs.stream().map(Pair::ours).toList());
      double[] others = joined(pairs.stream().map(Pair::others).toList());
      against.add(Bootstrap.ratio(engine, ours, others));
    });
    return new SuiteRow(
        o.family(),
        o.name(),
        o.shape(),
        e.first.engine(),
        e.first.bits(),
        e.threads,
        o.kind(),
        e.error,
        timing,
        o.flop(),
        o.bytes(),
        e.allocated,
        bound.value(),
        bound.name(),
        against,
        marks(e, times));
  }

  private static double[] joined(List<double[]> forks) {
    return forks.stream().flatMapToDouble(DoubleStream::of).toArray();
  }

  private static List<String> marks(Entry e, double[] times) {
    List<String> marks = new ArrayList<>();
    if (Spread.of(times).isWide()) {
      marks.add("spread");
    }
    if (e.times.stream().anyMatch(fork -> Math.abs(Spread.drift(fork)) > MOST_DRIFT)) {
      marks.add("drift");
    }
    if (!e.still) {
      marks.add("not still");
    }
    return marks;
  }

  /// That of a device, or of the processors: with the row's own width of vectors, or the lane's.
  private Roof.Bound bound(Entry e) {
    boolean device = Engines.backend(e.first.engine()).equals(Engines.OPENCL);
    String engine = device ? e.first.engine() : Engines.SIMD;
    int bits = device ? 0 : e.bits;
    List<Ceiling> own =
        ceilings.stream()
            .filter(c -> c.engine().equals(engine) && c.bits() == bits && c.threads() == e.threads)
            .toList();
    Roof roof = new Roof(own, engines.levels(e.first.engine(), e.threads));
    return e.outcome.kind().equals(Ceilings.TRANSFER)
        ? roof.ofTransfer(e.outcome.name())
        : roof.of(e.outcome.flop(), e.outcome.bytes());
  }
}
