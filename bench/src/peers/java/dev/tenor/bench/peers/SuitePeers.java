package dev.tenor.bench.peers;

import dev.tenor.bench.cases.Case;
import dev.tenor.bench.suite.Answers;
import dev.tenor.bench.suite.PeerJob;
import dev.tenor.bench.suite.Turns;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The peers of `bench/run suite --peers`: products beside OpenBLAS in this process, networks
/// beside libtorch and ONNX Runtime in processes of their own.
final class SuitePeers {
  /// OpenBLAS's threads look for work for 2²⁶ cycles, some twenty milliseconds.
  private static final long PAUSE_MILLIS = 60;

  private static final String OPENBLAS = "openblas";
  private static final String LIBTORCH = "libtorch";
  private static final String ONNX_RUNTIME = "onnxruntime";

  private SuitePeers() {}

  /// @param args a [PeerJob] as JSON
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream answers = Answers.open();
    PeerJob job = Json.convert(Json.mapper().readTree(args[0]), PeerJob.class, "job");
    if (job.peers().contains(OPENBLAS) && !job.cases("gemm").isEmpty()) {
      products(job, answers);
    }
    List<PeerKind> kinds = new ArrayList<>(List.of(PeerKind.TENOR));
    if (job.peers().contains(LIBTORCH)) {
      kinds.add(PeerKind.LIBTORCH);
    }
    if (job.peers().contains(ONNX_RUNTIME)) {
      kinds.add(PeerKind.ONNX_RUNTIME);
    }
    if (kinds.size() > 1 && !job.cases("network").isEmpty()) {
      new SuiteNetworks(job, kinds, answers).run();
    }
  }

  private static void products(PeerJob job, PrintStream answers)
      throws IOException, InterruptedException {
    OpenBlas blas;
    try {
      blas = new OpenBlas(job.threads());
    } catch (IllegalArgumentException e) {
      throw new IOException("OpenBLAS is not here; Debian has it in libopenblas0-pthread", e);
    }
    answers.println(Answers.VERSION + OPENBLAS + " " + blas.version());
    try (Backend simd = Backends.open("simd", job.threads());
        Backend none = new ScalarBackend()) {
      List<Turns.Opened> engines =
          List.of(
              new Turns.Opened("simd", job.bits(), simd),
              new Turns.Opened(OPENBLAS, 0, none, c -> new BlasWork(blas, c)));
      Turns turns = new Turns(Path.of(job.references()), job.effort(), PAUSE_MILLIS);
      for (Case c : job.cases("gemm")) {
        answers.println(Answers.OUTCOME + Json.compact(turns.measure(c, engines)));
      }
    }
  }
}
