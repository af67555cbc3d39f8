package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;

/// The vocal tract filter: the glottal source through five formant resonators in cascade.
final class VocalTract {
  private static final double[] BANDWIDTHS = {60, 90, 150, 200, 250};

  /// Formants above the articulated ones, of an average adult male.
  private static final double[] UPPER_FORMANTS = {3500, 4500};

  /// Lax folds absorb sound: the first formant widens by this many Hz per unit of open quotient.
  private static final double LAX_WIDENING = 250;

  private static final double LAX_FROM = 0.5;

  private final Track track;
  private final SpeakerVoice voice;
  private final GlottalSource glottis;
  private final Resonator[] formants = new Resonator[BANDWIDTHS.length];

  VocalTract(Track track, EmotionStyle style, SpeakerVoice voice, RandomStream random) {
    this.track = track;
    this.voice = voice;
    glottis = new GlottalSource(style, voice, random);
    for (int k = 0; k < formants.length; k++) {
      formants[k] = new Resonator();
    }
  }

  /// The sound pressure, [frames · FRAME_SAMPLES].
  double[] speak() {
    double[] out = new double[track.frames * Track.FRAME_SAMPLES];
    for (int frame = 0; frame < track.frames; frame++) {
      tune(frame);
      for (int i = 0; i < Track.FRAME_SAMPLES; i++) {
        double weight = (double) i / Track.FRAME_SAMPLES;
        double voiced = Track.between(track.voice, frame, weight);
        double aspirated = Track.between(track.aspiration, frame, weight);
        double x = glottis.next(track.f0[frame], voiced, aspirated);
        for (Resonator formant : formants) {
          x = formant.filter(x);
        }
        out[frame * Track.FRAME_SAMPLES + i] = x;
      }
    }
    return out;
  }

  private void tune(int frame) {
    double lax = Math.max(0, glottis.openQuotient() - LAX_FROM);
    for (int k = 0; k < formants.length; k++) {
      double frequency =
          k < Track.FORMANTS
              ? track.formants[k][frame]
              : UPPER_FORMANTS[k - Track.FORMANTS] * voice.formantScale();
      formants[k].tune(frequency, BANDWIDTHS[k] + (k == 0 ? LAX_WIDENING * lax : 0));
    }
  }
}
