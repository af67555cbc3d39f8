package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;

/// How an emotion moves the voice. The directions are those that reviews of vocal expression agree
/// on (Scherer, Speech Communication 40, 2003, table 4; Juslin and Laukka, Psychological Bulletin
/// 129, 2003, table 7): anger is fast, loud, bright (much energy at high frequencies), high and
/// wide in pitch; happiness likewise but less loud and bright, with rising contours; sadness is
/// slow, soft, dull, low and narrow in pitch, falling, with pauses and breath. The sizes are ours.
///
/// @param pitch mean pitch relative to the speaker's, semitones
/// @param range pitch movement, 1 is neutral
/// @param rate speaking rate, 1 is neutral
/// @param level dB relative to neutral
/// @param openQuotient proportion of the glottal period with open folds (small: pressed voice,
///   large: lax)
/// @param tilt attenuation of the source at 3 kHz, dB
/// @param breath aspiration noise relative to the voice, dB
/// @param jitter random variation of the period, relative to it
/// @param shimmer random variation of the pulse amplitude, relative to it
/// @param jaw first formant relative to neutral (a wide open mouth raises it)
/// @param lips all formants relative to neutral (a smile shortens the vocal tract)
/// @param ending pitch movement over a phrase's last quarter second, semitones
/// @param pause length of pauses, 1 is neutral
record EmotionStyle(
    double pitch,
    double range,
    double rate,
    double level,
    double openQuotient,
    double tilt,
    double breath,
    double jitter,
    double shimmer,
    double jaw,
    double lips,
    double ending,
    double pause) {
  private static final EmotionStyle NEUTRAL =
      new EmotionStyle(0, 1, 1, 0, 0.6, 9, -30, 0.006, 0.04, 1, 1, -2, 1);
  private static final EmotionStyle HAPPY =
      new EmotionStyle(4.5, 1.9, 1.08, 3, 0.56, 7, -29, 0.007, 0.05, 1.03, 1.05, 2, 0.8);
  private static final EmotionStyle SAD =
      new EmotionStyle(-0.5, 0.6, 0.82, -6, 0.72, 15, -27, 0.01, 0.06, 0.96, 0.98, -3.5, 1.9);
  private static final EmotionStyle ANGRY =
      new EmotionStyle(4, 1.5, 1.13, 7, 0.46, 2, -34, 0.013, 0.09, 1.12, 1, -4.5, 0.7);

  /// The style of `emotion` as this speaker says it this time: the emotion moves the neutral voice
  /// by the speaker's expressiveness times the intensity of the moment; then everything varies.
  ///
  /// @throws IllegalArgumentException if the emotion is not one of the four
  static EmotionStyle of(String emotion, double expressiveness, RandomStream random) {
    EmotionStyle full =
        switch (emotion) {
          case "neutral" -> NEUTRAL;
          case "happy" -> HAPPY;
          case "sad" -> SAD;
          case "angry" -> ANGRY;
          default -> throw new IllegalArgumentException("synthesiser: no emotion " + emotion);
        };
    double intensity = expressiveness * random.uniform(0.6, 1.25);
    return NEUTRAL.towards(full, intensity).varied(random);
  }

  private EmotionStyle towards(EmotionStyle to, double weight) {
    return new EmotionStyle(
        mix(pitch, to.pitch, weight),
        mix(range, to.range, weight),
        mix(rate, to.rate, weight),
        mix(level, to.level, weight),
        mix(openQuotient, to.openQuotient, weight),
        mix(tilt, to.tilt, weight),
        mix(breath, to.breath, weight),
        mix(jitter, to.jitter, weight),
        mix(shimmer, to.shimmer, weight),
        mix(jaw, to.jaw, weight),
        mix(lips, to.lips, weight),
        mix(ending, to.ending, weight),
        mix(pause, to.pause, weight));
  }

  private EmotionStyle varied(RandomStream random) {
    return new EmotionStyle(
        pitch + 1.2 * bounded(random),
        range * (1 + 0.15 * bounded(random)),
        rate * (1 + 0.06 * bounded(random)),
        level + 1.5 * bounded(random),
        openQuotient + 0.03 * bounded(random),
        Math.max(0.5, tilt + 1.8 * bounded(random)),
        breath + 2 * bounded(random),
        jitter * (1 + 0.2 * bounded(random)),
        shimmer * (1 + 0.2 * bounded(random)),
        jaw * (1 + 0.02 * bounded(random)),
        lips * (1 + 0.01 * bounded(random)),
        ending + 1.5 * bounded(random),
        pause * (1 + 0.2 * bounded(random)));
  }

  /// Normal, cut at two standard deviations so that no value leaves what a voice can do.
  private static double bounded(RandomStream random) {
    return Math.clamp(random.nextGaussian(), -2.0, 2.0);
  }

  private static double mix(double from, double to, double weight) {
    return from + weight * (to - from);
  }
}
