package dev.tenor.bench.cases;

import dev.tenor.ser.model.Presets;
import java.util.Map;

/// What is done with a batch by preset `paper`, whose passes make objects for tensors and tape.
interface PaperCase extends Case {
  /// Utterances.
  int batch();

  @Override
  default String family() {
    return "network";
  }

  @Override
  default Map<String, String> shape() {
    return Case.shape("preset", Presets.PAPER, "batch", batch());
  }

  @Override
  default boolean allocates() {
    return true;
  }

  @Override
  default double mostWarmUp() {
    return 20;
  }
}
