package dev.tenor.bench;

import dev.tenor.bench.cases.PaperRun;
import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.data.Batch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// A training step of preset `paper` as `tenor train` makes it: the batch goes in, forward with
/// dropout, backward, Adam, and loss and predictions come out.
public class TrainStepBenchmark extends BackendBenchmark<PaperRun> {
  private static final int VERIFIED = 2;

  @Param("32")
  int batch;

  @Param({"1", "2"})
  int threads;

  private Batch examples;

  @Override
  int threads() {
    return threads;
  }

  @Override
  PaperRun build(Backend backend) {
    examples = PaperRun.batch(batch);
    return new PaperRun(backend);
  }

  /// One step on a small batch from the same weights: loss, gradients and new weights.
  @Override
  void verify(PaperRun actual, PaperRun expected) {
    Batch few = PaperRun.batch(VERIFIED);
    float[] loss = {(float) actual.step(few)};
    requireClose("loss", loss, new float[] {(float) expected.step(few)}, 1e-10);
    requireClose("gradients", actual.gradients(), expected.gradients(), 1e-7);
    requireClose("weights", actual.weights(), expected.weights(), 1e-5);
    work(actual.trainingFlop(examples), 0);
  }

  @Benchmark
  public double step() {
    return subject().step(examples);
  }
}
