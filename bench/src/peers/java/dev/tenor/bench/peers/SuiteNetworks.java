package dev.tenor.bench.peers;

import dev.tenor.bench.WarmUp;
import dev.tenor.bench.cases.Case;
import dev.tenor.bench.suite.Answers;
import dev.tenor.bench.suite.Outcome;
import dev.tenor.bench.suite.PeerJob;
import dev.tenor.engine.tensor.Nmse;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// Training steps and predictions of the preset `paper` on several engines, by turns.
final class SuiteNetworks {
  private static final int CHECKED_BATCH = 3;
  private static final double MAX_NMSE = 1e-9;

  /// OpenMP's threads look for work for 200 ms.
  private static final long PAUSE_MILLIS = 250;

  private static final int TURNS = 10;
  private static final int QUICK_TURNS = 3;

  /// About how many utterances a turn predicts, so that short runs are not alone.
  private static final int UTTERANCES = 32;

  private final PeerJob job;
  private final List<PeerKind> kinds;
  private final PrintStream answers;

  SuiteNetworks(PeerJob job, List<PeerKind> kinds, PrintStream answers) {
    this.job = job;
    this.kinds = kinds;
    this.answers = answers;
  }

  void run() throws IOException, InterruptedException {
    Contest paper = Contest.ALL.getFirst();
    Path model = Files.createTempFile("tenor-peers", ".safetensors");
    try {
      paper.writeModel(model);
      run(paper, model, paper.trainers(), tasks("training", "train"));
      run(paper, model, paper.predictors(), tasks("inference", "infer"));
    } finally {
      Files.delete(model);
    }
  }

  /// The suite's own cases.
  private List<Task> tasks(String name, String command) {
    return job.cases("network").stream()
        .filter(c -> c.name().equals(name))
        .map(c -> Integer.parseInt(c.shape().get("batch")))
        .map(batch -> new Task(command, batch, Math.max(1, UTTERANCES / batch)))
        .toList();
  }

  private void run(Contest contest, Path model, List<PeerKind> able, List<Task> tasks)
      throws IOException, InterruptedException {
    List<PeerKind> chosen = kinds.stream().filter(able::contains).toList();
    if (chosen.size() < 2) {
      return;
    }
    List<PeerClient> clients = new ArrayList<>();
    try {
      for (PeerKind kind : chosen) {
        clients.add(new PeerClient(contest, kind, model, job.threads()));
      }
      double[] errors = errors(contest, model, clients);
      for (Task task : tasks) {
        answers.println(Answers.OUTCOME + Json.compact(measure(contest, task, clients, errors)));
      }
    } finally {
      for (PeerClient client : clients) {
        client.close();
      }
    }
  }

  /// How far each one's logits are from the scalar backend's.
  private double[] errors(Contest contest, Path model, List<PeerClient> clients)
      throws IOException {
    float[] expected;
    try (Peer scalar = contest.reference(model)) {
      expected = scalar.logits(contest.inputs(CHECKED_BATCH), CHECKED_BATCH);
    }
    double[] errors = new double[clients.size()];
    for (int i = 0; i < errors.length; i++) {
      PeerClient client = clients.get(i);
      errors[i] = Nmse.of(client.logits(CHECKED_BATCH), expected);
      if (client.kind() != PeerKind.TENOR) {
        answers.println(Answers.VERSION + engine(client) + " " + client.describe());
      }
    }
    return errors;
  }

  private static String engine(PeerClient client) {
    return switch (client.kind()) {
      case TENOR -> "simd";
      case LIBTORCH -> "libtorch";
      case ONNX_RUNTIME -> "onnxruntime";
    };
  }

  /// Who computes something else is not timed.
  private Outcome measure(Contest contest, Task task, List<PeerClient> clients, double[] errors)
      throws IOException, InterruptedException {
    List<Outcome.Sample> samples = new ArrayList<>();
    List<PeerClient> right = new ArrayList<>();
    for (int i = 0; i < errors.length; i++) {
      PeerClient client = clients.get(i);
      if (errors[i] <= MAX_NMSE) {
        right.add(client);
      } else {
        String failure = "logits: NMSE " + errors[i] + " exceeds " + MAX_NMSE + "; not timed";
        samples.add(Outcome.Sample.failed(engine(client), bits(client), failure));
      }
    }
    double[] warmUps = new double[right.size()];
    boolean[] still = new boolean[right.size()];
    for (int i = 0; i < warmUps.length; i++) {
      WarmUp warmUp = job.quick() ? new WarmUp(10, 500, 5) : new WarmUp(3_000, 20_000, 1_000);
      while (!warmUp.isOver()) {
        double[] times = right.get(i).times(task, task.repetitions());
        warmUp.add(times);
        warmUps[i] += DoubleStream.of(times).sum() / 1000;
      }
      still[i] = job.quick() || warmUp.isStill();
    }
    double[][] nanos = turns(task, right);
    for (int i = 0; i < nanos.length; i++) {
      PeerClient client = right.get(i);
      double error = errors[clients.indexOf(client)];
      samples.add(
          new Outcome.Sample(
              engine(client), bits(client), "", error, nanos[i], -1, warmUps[i], still[i]));
    }
    return outcome(contest, task, samples);
  }

  private int bits(PeerClient client) {
    return client.kind() == PeerKind.TENOR ? job.bits() : 0;
  }

  /// Nanoseconds of an operation in each turn.
  private double[][] turns(Task task, List<PeerClient> clients)
      throws IOException, InterruptedException {
    double[][] nanos = new double[clients.size()][job.quick() ? QUICK_TURNS : TURNS];
    for (int turn = 0; turn < nanos[0].length; turn++) {
      for (int i = 0; i < clients.size(); i++) {
        Thread.sleep(PAUSE_MILLIS);
        clients.get(i).times(task, 1); // its data and code come back into the caches
        double[] times = clients.get(i).times(task, task.repetitions());
        Arrays.sort(times);
        nanos[i][turn] = 1e6 * times[times.length / 2];
      }
    }
    return nanos;
  }

  /// With the work of the suite's case, where it is one.
  private Outcome outcome(Contest contest, Task task, List<Outcome.Sample> samples) {
    String name = task.command().equals("train") ? "training" : "inference";
    Map<String, String> shape =
        Case.shape("preset", contest.name(), "batch", task.batch());
    double flop = 0;
    double bytes = 0;
    for (Case c : job.cases("network")) {
      if (c.name().equals(name) && c.shape().equals(shape)) {
        flop = c.flop();
        bytes = c.bytes();
      }
    }
    return new Outcome("network", name, shape, Case.COMPUTE, flop, bytes, true, samples);
  }
}
