package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;

/// What stays the same in all utterances of a speaker. Odd numbers are male, even ones female.
///
/// @param f0 mean pitch of neutral speech in Hz
/// @param formantScale formants relative to an average adult male (a shorter vocal tract is higher)
/// @param rate speaking rate, 1 is average
/// @param openQuotient added to that of the emotion
/// @param tilt spectral tilt added to that of the emotion, dB at 3 kHz
/// @param breath aspiration noise added to that of the emotion, dB
/// @param expressiveness how far emotions move this voice, 1 is average
/// @param gain recording level relative to the corpus, dB
/// @param noise level of the room relative to full scale, dB
record SpeakerVoice(
    int number,
    double f0,
    double formantScale,
    double rate,
    double openQuotient,
    double tilt,
    double breath,
    double expressiveness,
    double gain,
    double noise) {

  /// Speaker `number` (1, 2, …) of the corpus with this seed.
  static SpeakerVoice of(long seed, int number) {
    RandomStream random = RandomStream.of(seed, "synthetic/speaker/" + number);
    boolean female = isFemale(number);
    return new SpeakerVoice(
        number,
        female ? random.uniform(175, 235) : random.uniform(92, 140),
        female ? random.uniform(1.12, 1.22) : random.uniform(0.95, 1.06),
        random.uniform(0.9, 1.1),
        (female ? 0.05 : 0) + random.uniform(-0.04, 0.04),
        random.uniform(-2.5, 2.5),
        (female ? 1 : 0) + random.uniform(-4, 4),
        random.uniform(0.85, 1.2),
        random.uniform(-2, 2),
        random.uniform(-72, -56));
  }

  static boolean isFemale(int number) {
    return number % 2 == 0;
  }
}
