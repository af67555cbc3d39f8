package dev.tenor.bench;

import dev.tenor.bench.cases.LogMelCase;
import dev.tenor.bench.cases.Work;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/// The log-mel spectrogram of one utterance of 10 s at 16 kHz, on one core.
public class FrontEndBenchmark extends Verified {
  private final LogMelCase front = new LogMelCase();
  private Work work;

  @Override
  int threads() {
    return 1;
  }

  @Override
  void prepare() {
    try (Backend none = new ScalarBackend()) {
      work = front.prepare(none);
    }
    work(0, front.bytes());
  }

  @Override
  void verify() {
    work.run();
    Map<String, float[]> frames = work.results();
    try (Backend none = new ScalarBackend();
        Work naive = front.reference(none)) {
      naive
          .results()
          .forEach((frame, expected) ->
              requireClose(frame, frames.get(frame), expected, front.bound(frame)));
    }
  }

  @Benchmark
  public void logMel() {
    work.run();
  }
}
