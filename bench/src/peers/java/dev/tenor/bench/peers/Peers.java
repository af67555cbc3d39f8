package dev.tenor.bench.peers;

import dev.tenor.bench.Host;
import dev.tenor.bench.Noise;
import dev.tenor.bench.OtherPrograms;
import dev.tenor.bench.Spread;
import dev.tenor.bench.WarmUp;
import dev.tenor.engine.tensor.Nmse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// Compares the engines on networks: checks that their logits and losses are equal, then times them
/// by turns, round after round, and prints the medians and how many times faster Tenor is.
///
/// Usage: `bench/run peers [NETWORK ...] [THREADS [ROUNDS]]`, by default the preset `paper`, all
/// processors and 10 rounds (see [Contest]); `bench/run peers gemm [THREADS]` compares matrix
/// products with OpenBLAS (see [GemmDuel]).
public final class Peers {
  private static final int ROUNDS = 10;
  private static final int CHECKED_BATCH = 3;

  /// Of the order that reordering float32 sums makes.
  private static final double MAX_NMSE = 1e-9;

  private static final int CHECKED_STEPS = 3;
  private static final double MAX_LOSS_ERROR = 1e-3;

  /// How long each engine runs a task before it is timed: at least, until the time stands still,
  /// and at most.
  private static final double WARM_UP_MILLIS = 20_000;

  private static final double MOST_WARM_UP_MILLIS = 120_000;
  private static final double STILL_MILLIS = 5_000;

  /// How long the threads of the engine before may go on looking for work. OpenMP's do so for 200
  /// milliseconds.
  private static final long PAUSE_MILLIS = 500;

  private final Contest contest;
  private final Path model;
  private final int threads;
  private final int rounds;
  private final List<String> problems = new ArrayList<>();
  private int wideRows;

  private Peers(Contest contest, Path model, int threads, int rounds) {
    this.contest = contest;
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
    List<Contest> contests = new ArrayList<>();
    while (contests.size() < args.length && Contest.of(args[contests.size()]) != null) {
      contests.add(Contest.of(args[contests.size()]));
    }
    String[] numbers = Arrays.copyOfRange(args, contests.size(), args.length);
    if (numbers.length > 2 || !Arrays.stream(numbers).allMatch(a -> a.matches("[1-9]\\d{0,3}"))) {
      System.err.println(
          "usage: bench/run peers [gemm | "
              + Contest.ALL.stream().map(Contest::name).collect(Collectors.joining(" | "))
              + " ...] [THREADS [ROUNDS]]");
      System.exit(2);
    }
    int rounds = numbers.length > 1 ? Integer.parseInt(numbers[1]) : ROUNDS;
    for (Contest contest : contests.isEmpty() ? Contest.ALL.subList(0, 1) : contests) {
      run(contest, threads(numbers), rounds);
    }
  }

  private static void run(Contest contest, int threads, int rounds)
      throws IOException, InterruptedException {
    Path model = Files.createTempFile("tenor-peers", ".safetensors");
    try {
      contest.writeModel(model);
      Peers peers = new Peers(contest, model, threads, rounds);
      double others = OtherPrograms.busyProcessors();
      Host host = Host.measure();
      peers.header(host);
      peers.compare(contest.training(), contest.trainers());
      peers.compare(contest.inference(), contest.predictors());
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
    System.out.println("network " + contest.name());
    System.out.println(threads + " threads for every engine, " + rounds + " rounds");
    System.out.printf(
        Locale.ROOT,
        "each task is warmed up until its time stands still, %.0f to %.0f s%n",
        WARM_UP_MILLIS / 1000,
        MOST_WARM_UP_MILLIS / 1000);
    System.out.println("median, as a multiple of Tenor's, and 10 % … 90 % of the runs");
  }

  private void compare(List<Task> tasks, List<PeerKind> kinds)
      throws IOException, InterruptedException {
    List<PeerClient> clients = new ArrayList<>();
    try {
      for (PeerKind kind : kinds) {
        clients.add(new PeerClient(contest, kind, model, threads));
      }
      System.out.println();
      check(clients);
      if (tasks.equals(contest.training())) {
        checkLosses(clients);
      }
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
    float[] expected;
    try (Peer scalar = contest.reference(model)) {
      expected = scalar.logits(contest.inputs(CHECKED_BATCH), CHECKED_BATCH);
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

  /// Refuses to time an engine that trains in another way: the losses of its first steps are those
  /// of the first engine, but for a fraction of themselves and a hundredth of that of the first: a
  /// batch is soon learnt by heart, and what is left then is of the size of rounding errors.
  /// Dropout, whose random numbers differ, is nowhere but in `paper`.
  private void checkLosses(List<PeerClient> clients) throws IOException {
    double scale = 0;
    for (int step = 1; step <= CHECKED_STEPS && contest.comparesLosses(); step++) {
      double expected = clients.getFirst().loss(CHECKED_BATCH);
      scale = Math.max(scale, Math.abs(expected));
      for (PeerClient client : clients.subList(1, clients.size())) {
        double loss = client.loss(CHECKED_BATCH);
        System.out.printf(
            Locale.ROOT,
            "loss before step %d: %s %.6f, %s %.6f%n",
            step,
            clients.getFirst().kind(),
            expected,
            client.kind(),
            loss);
        if (!(Math.abs(loss - expected) <= MAX_LOSS_ERROR * (Math.abs(expected) + scale / 100))) {
          throw new IllegalStateException(
              client.kind() + " trains in another way: its loss differs by " + (loss - expected));
        }
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
