package dev.tenor.ser.synth;

import java.util.Locale;

/// Which synthetic corpus to render.
///
/// @param seed of voices, sentences and every moment
/// @param speakers 1 … 99; odd ones are male, even ones female
/// @param utterancesPerClass of each speaker, 1 … 99
public record SyntheticConfig(long seed, int speakers, int utterancesPerClass) {
  private static final int MAX = 99;

  public SyntheticConfig {
    check("speakers", speakers);
    check("utterances per class", utterancesPerClass);
  }

  /// Files of the corpus.
  public int size() {
    return speakers * SpeechSynthesizer.EMOTIONS.size() * utterancesPerClass;
  }

  /// A folder name that no other corpus has: `synthetic-v1-seed7-8x10`.
  public String folderName() {
    String name = "synthetic-v" + SpeechSynthesizer.VERSION + "-seed" + seed;
    return name + "-" + speakers + "x" + utterancesPerClass;
  }

  private static void check(String what, int value) {
    if (value < 1 || value > MAX) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "synthetic corpus: %s is %d, must be 1 … %d", what, value, MAX));
    }
  }
}
