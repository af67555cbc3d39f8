package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.ser.data.Batch;
import java.util.LinkedHashMap;
import java.util.Map;

/// A training step of preset `paper` as `tenor train` makes it: the batch goes in, forward with
/// dropout, backward, Adam, and loss and predictions come out.
record TrainingCase(int batch) implements PaperCase {
  /// A step of so many utterances is compared: loss, gradients and new weights.
  private static final int VERIFIED = 2;

  /// Flop of one utterance, and bytes of the parameters: weights, gradients and both moments are
  /// read, all but the gradients written.
  private static final class Size {
    static final double FLOP;
    static final double BYTES;

    static {
      try (Backend scalar = new ScalarBackend();
          PaperRun run = new PaperRun(scalar)) {
        FLOP = run.trainingFlop(PaperRun.batch(1));
        BYTES = 4.0 * 7 * run.parameters();
      }
    }
  }

  @Override
  public String name() {
    return "training";
  }

  @Override
  public double flop() {
    return batch * Size.FLOP;
  }

  @Override
  public double bytes() {
    return Size.BYTES + 4.0 * PaperRun.batch(1).features().length * batch;
  }

  @Override
  public double bound(String result) {
    return switch (result) {
      case "loss" -> 1e-10;
      case "gradients" -> 1e-7;
      default -> 1e-5;
    };
  }

  @Override
  public Work prepare(Backend backend) {
    return new Training(backend, PaperRun.batch(batch));
  }

  @Override
  public Work reference(Backend scalar) {
    return new Training(scalar, PaperRun.batch(0));
  }

  private record Training(Backend backend, PaperRun network, Batch batch) implements Work {
    Training(Backend backend, Batch batch) {
      this(backend, new PaperRun(backend), batch);
    }

    @Override
    public void run() {
      if (batch.size() > 0) {
        network.step(batch);
      }
    }

    /// Of another network with the same weights.
    @Override
    public Map<String, float[]> results() {
      try (PaperRun few = new PaperRun(backend)) {
        Map<String, float[]> results = new LinkedHashMap<>();
        results.put("loss", new float[] {(float) few.step(PaperRun.batch(VERIFIED))});
        results.put("gradients", few.gradients());
        results.put("weights", few.weights());
        return results;
      }
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
