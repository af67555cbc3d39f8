package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.ser.data.Batch;
import java.util.LinkedHashMap;
import java.util.Map;

/// A prediction of preset `paper` from features to probabilities, as `tenor predict` makes it.
record InferenceCase(int batch) implements PaperCase {
  /// The first utterances are compared: alone on the reference, here in the batch that is timed.
  private static final int VERIFIED = 2;

  /// Flop of one utterance, and bytes of the parameters.
  private static final class Size {
    static final double FLOP;
    static final double BYTES;

    static {
      try (Backend scalar = new ScalarBackend();
          PaperRun run = new PaperRun(scalar)) {
        FLOP = run.inferenceFlop(PaperRun.batch(1));
        BYTES = 4.0 * run.parameters();
      }
    }
  }

  @Override
  public String name() {
    return "inference";
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
    return 1e-8;
  }

  @Override
  public Work prepare(Backend backend) {
    return new Inference(backend, batch);
  }

  @Override
  public Work reference(Backend scalar) {
    return new Inference(scalar, Math.min(batch, VERIFIED));
  }

  private static final class Inference implements Work {
    private final PaperRun network;
    private final Batch utterances;
    private float[][] probabilities;

    Inference(Backend backend, int batch) {
      network = new PaperRun(backend);
      utterances = PaperRun.batch(batch);
    }

    @Override
    public void run() {
      probabilities = network.probabilities(utterances);
    }

    @Override
    public Map<String, float[]> results() {
      Map<String, float[]> results = new LinkedHashMap<>();
      for (int i = 0; i < Math.min(VERIFIED, probabilities.length); i++) {
        results.put("logits of utterance " + i, PaperRun.centredLogits(probabilities[i]));
      }
      return results;
    }

    @Override
    public void close() {
      network.close();
    }
  }
}
