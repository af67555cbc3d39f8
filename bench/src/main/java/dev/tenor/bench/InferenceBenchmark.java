package dev.tenor.bench;

import dev.tenor.bench.cases.PaperRun;
import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.data.Batch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// A prediction of preset `paper` from features to probabilities, as `tenor predict` makes it.
public class InferenceBenchmark extends BackendBenchmark<PaperRun> {
  private static final int VERIFIED = 2;

  @Param({"1", "8", "32"})
  int batch;

  @Param({"1", "2"})
  int threads;

  private Batch utterances;

  @Override
  int threads() {
    return threads;
  }

  @Override
  PaperRun build(Backend backend) {
    utterances = PaperRun.batch(batch);
    return new PaperRun(backend);
  }

  /// The first utterances, alone on the reference and here in the batch that is timed.
  @Override
  void verify(PaperRun actual, PaperRun expected) {
    Batch few = PaperRun.batch(Math.min(VERIFIED, batch));
    float[][] reference = expected.probabilities(few);
    float[][] rows = actual.probabilities(utterances);
    for (int i = 0; i < reference.length; i++) {
      requireClose(
          "logits of utterance " + i,
          PaperRun.centredLogits(rows[i]),
          PaperRun.centredLogits(reference[i]),
          1e-8);
    }
    work(actual.inferenceFlop(utterances), 0);
  }

  @Benchmark
  public float[][] probabilities() {
    return subject().probabilities(utterances);
  }
}
