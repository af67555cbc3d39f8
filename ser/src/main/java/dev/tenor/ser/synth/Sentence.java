package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/// A nonsense sentence of two phrases, built of syllables (onset, vowel, coda) in words that each
/// have one stressed syllable. All speakers say the same sentences with all emotions, so that the
/// words are independent of the emotion.
///
/// @param sounds in order
record Sentence(List<Sound> sounds) {
  /// Number of different sentences of a corpus.
  static final int COUNT = 10;

  private static final int MIN_WORDS = 5;
  private static final int EXTRA_WORDS = 1;
  private static final int MAX_SYLLABLES = 3;
  private static final double ONSET_SHARE = 0.9;
  private static final double CODA_SHARE = 0.35;

  /// One sound of a sentence.
  ///
  /// @param stressed whether its syllable carries an accent
  /// @param endsPhrase whether a pause follows
  record Sound(Phoneme phoneme, boolean stressed, boolean endsPhrase) {}

  /// The `number`-th sentence of the corpus with this seed.
  static Sentence of(long seed, int number) {
    RandomStream random = RandomStream.of(seed, "synthetic/sentence/" + number);
    int words = MIN_WORDS + random.nextInt(EXTRA_WORDS + 1);
    List<Sound> sounds = new ArrayList<>();
    for (int word = 0; word < words; word++) {
      int syllables = 1 + random.nextInt(MAX_SYLLABLES);
      int stressed = random.nextInt(syllables);
      for (int syllable = 0; syllable < syllables; syllable++) {
        addSyllable(sounds, syllable == stressed, random);
      }
      if (word == words / 2 || word == words - 1) {
        Sound last = sounds.removeLast();
        sounds.add(new Sound(last.phoneme(), last.stressed(), true));
      }
    }
    return new Sentence(List.copyOf(sounds));
  }

  private static void addSyllable(List<Sound> sounds, boolean stressed, RandomStream random) {
    if (random.nextDouble() < ONSET_SHARE) {
      sounds.add(new Sound(any(Phoneme.ONSETS, random), stressed, false));
    }
    sounds.add(new Sound(any(Phoneme.VOWELS, random), stressed, false));
    if (random.nextDouble() < CODA_SHARE) {
      sounds.add(new Sound(any(Phoneme.CODAS, random), stressed, false));
    }
  }

  private static Phoneme any(List<Phoneme> phonemes, RandomStream random) {
    return phonemes.get(random.nextInt(phonemes.size()));
  }
}
