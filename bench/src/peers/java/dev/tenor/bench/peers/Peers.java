package dev.tenor.bench.peers;

import dev.tenor.bench.Host;
import dev.tenor.bench.Noise;
import dev.tenor.bench.OtherPrograms;
import dev.tenor.bench.Spread;
import dev.tenor.bench.WarmUp;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.ser.model.Presets;
import dev.tenor.ser.run.SerConfig;
import dev.tenor.ser.predict.SerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/// Compares the engines on the preset `paper`: checks that their logits are equal, then times them
/// by turns, round after round, and prints the medians and how many times faster Tenor is.
///
/// Usage: `bench/run peers [THREADS [ROUNDS]]`, by default all processors and 10 rounds; `bench/run
/// peers gemm [THREADS]` compares matrix products with OpenBLAS (see [GemmDuel]).
public final class Peers {
  private static final int ROUNDS = 10;
  private static final int CHECKED_BATCH = 3;

  /// Of the order that reordering float32 sums makes.
  private static final double MAX_NMSE = 1e-9;

  /// How long each engine runs a task before it is timed: at least, until the time stands still,
  /// and at most.
  private static final double WARM_UP_MILLIS = 20_000;

  private static final double MOST_WARM_UP_MILLIS = 120_000;
  private static final double STILL_MILLIS = 5_000;

  /// How long the threads of the engine before may go on looking for work. OpenMP's do so for 200
  /// milliseconds.
  private static final long PAUSE_MILLIS = 500;

  private final Path model;
  private final int threads;
  private final int rounds;
  private final List<String> problems = new ArrayList<>();
  private int wideRows;

  private Peers(Path model, int threads, int rounds) {
    this.model = model;
    this.threads = threads;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length > 0 && args.length <= 2 && args[0].equals("gemm")) {
      String[] rest = Arrays.copyOfRange(args, 1, args.length);
      GemmDuel.run(threads(rest));
      return;
    }
    if (args.length > 2 || !Arrays.stream(args).allMatch(a -> a.matches("[1-9]\\d{0,3}"))) {
      System.err.println("usage: bench/run peers [gemm] [THREADS [ROUNDS]]");
      System.exit(2);
    }
    int threads = threads(args);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
    Path model = Files.createTempFile("tenor-peers", ".safetensors");
    try {
      SerConfig config = SerConfig.preset(Presets.PAPER);
      Workload.writeModel(config, Workload.identity(config.network().columns()), model);
      Peers peers = new Peers(model, threads, rounds);
      double others = OtherPrograms.busyProcessors();
      Host host = Host.measure();
      peers.header(host);
      peers.compare(Task.TRAINING, PeerKind.TENOR, PeerKind.LIBTORCH);
      peers.compare(Task.INFERENCE, PeerKind.values());
      Noise noise = host.noise(others, OtherPrograms.busyProcessors(), peers.wideRows);
      peers.problems.addAll(noise.problems());
      System.out.print(Noise.describe(peers.problems));
    } finally {
      Files.delete(model);
    }
  }

  private static int threads(String[] args) {
    return args.length > 0 && args[0].matches("[1-9]\\d{0,3}")
        ? Integer.parseInt(args[0])
        : Runtime.getRuntime().availableProcessors();
  }

  private void header(Host host) {
    System.out.println(host.describe());
    System.out.println(threads + " threads for every engine, " + rounds + " rounds");
    System.out.printf(
        Locale.ROOT,
        "each task is warmed up until its time stands still, %.0f to %.0f s%n",
        WARM_UP_MILLIS / 1000,
        MOST_WARM_UP_MILLIS / 1000);
    System.out.println("median, as a multiple of Tenor's, and 10 % … 90 % of the runs");
  }

  private void compare(List<Task> tasks, PeerKind... kinds)
      throws IOException, InterruptedException {
    List<PeerClient> clients = new ArrayList<>();
    try {
      for (PeerKind kind : kinds) {
        clients.add(new PeerClient(kind, model, threads));
      }
      System.out.println();
      check(clients);
      for (Task task : tasks) {
        print(task, measure(task, clients));
      }
      for (PeerClient client : clients) {
        System.out.printf(
            Locale.ROOT, "%-24s %-12s %9.0f MiB%n", "peak memory", client.kind(), client.memory());
      }
    } finally {
      for (PeerClient client : clients) {
        client.close();
      }
    }
  }

  /// Refuses to time an engine that computes something else than the scalar backend.
  private void check(List<PeerClient> clients) throws IOException {
    SerModel loaded = SerModel.load(model);
    float[] expected;
    try (Tenor scalar = new Tenor(loaded, "scalar", 1)) {
      expected = scalar.logits(Workload.features(loaded.network(), CHECKED_BATCH), CHECKED_BATCH);
    }
    for (PeerClient client : clients) {
      double nmse = Nmse.of(client.logits(CHECKED_BATCH), expected);
      System.out.printf(
          Locale.ROOT,
          "%-12s %s; logits differ by NMSE %.1e%n",
          client.kind(),
          client.describe(),
          nmse);
      if (!(nmse <= MAX_NMSE)) {
        throw new IllegalStateException(
            client.kind() + " computes other logits: NMSE " + nmse + ", at most " + MAX_NMSE);
      }
    }
  }

  /// The milliseconds of each engine, taken by turns.
  private Map<PeerKind, double[]> measure(Task task, List<PeerClient> clients)
      throws IOException, InterruptedException {
    for (PeerClient client : clients) {
      WarmUp warmUp = new WarmUp(WARM_UP_MILLIS, MOST_WARM_UP_MILLIS, STILL_MILLIS);
      while (!warmUp.isOver()) {
        warmUp.add(client.times(task, task.repetitions()));
      }
      warmUp.problem(client.kind() + ", " + task).ifPresent(problems::add);
    }
    Map<PeerKind, double[]> millis = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (PeerClient client : clients) {
        Thread.sleep(PAUSE_MILLIS);
        client.times(task, 2); // its data and code come back into the caches
        millis.merge(
            client.kind(),
            client.times(task, task.repetitions()),
            (a, b) -> DoubleStream.concat(DoubleStream.of(a), DoubleStream.of(b)).toArray());
      }
    }
    return millis;
  }

  private void print(Task task, Map<PeerKind, double[]> millis) {
    Spread ours = Spread.of(millis.get(PeerKind.TENOR));
    millis.forEach((kind, times) -> {
      Spread spread = Spread.of(times);
      System.out.printf(
          Locale.ROOT,
          "%-24s %-12s %9.2f ms %6.2f x  (%.2f … %.2f)%s%n",
          task,
          kind,
          spread.median(),
          spread.median() / ours.median(),
          spread.low(),
          spread.high(),
          spread.mark());
      wideRows += spread.isWide() ? 1 : 0;
    });
  }
}
