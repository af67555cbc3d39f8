package dev.tenor.ser.synth;

import java.util.Arrays;
import java.util.List;

/// Moves the articulators: writes each sound's targets into a track and lets them blend. Blending
/// over a fixed time models coarticulation: sounds influence their neighbours, and fast speech
/// undershoots its targets.
final class Articulation {
  /// Formants move within ± 40 ms, amplitudes within ± 10 ms.
  private static final int FORMANT_REACH = 4;

  private static final int AMPLITUDE_REACH = 1;
  private static final double UNSTRESSED = 0.75;
  private static final double CLOSURE_SHARE = 0.6;
  private static final int BURST_FRAMES = 2;
  private static final double STOP_ASPIRATION = 0.12;

  private Articulation() {}

  /// @param scale of all formants: the speaker's vocal tract
  static void write(Track track, List<Segment> segments, EmotionStyle style, double scale) {
    for (Segment segment : segments) {
      writeTargets(track, segment);
    }
    for (int k = 0; k < Track.FORMANTS; k++) {
      Track.smooth(track.formants[k], FORMANT_REACH);
      Track.smooth(track.formants[k], FORMANT_REACH);
      double factor = scale * style.lips() * (k == 0 ? style.jaw() : 1);
      for (int i = 0; i < track.frames; i++) {
        track.formants[k][i] *= factor;
      }
    }
    Track.smooth(track.voice, AMPLITUDE_REACH);
    Track.smooth(track.voice, AMPLITUDE_REACH);
    Track.smooth(track.aspiration, AMPLITUDE_REACH);
    Track.smooth(track.noise, AMPLITUDE_REACH);
  }

  private static void writeTargets(Track track, Segment segment) {
    Phoneme phoneme = segment.sound().phoneme();
    int start = segment.start();
    int end = segment.end();
    Arrays.fill(track.formants[0], start, end, phoneme.f1);
    Arrays.fill(track.formants[1], start, end, phoneme.f2);
    Arrays.fill(track.formants[2], start, end, phoneme.f3);
    double loudness = segment.sound().stressed() ? 1 : UNSTRESSED;
    Arrays.fill(track.voice, start, end, phoneme.voice * loudness);
    if (phoneme.noise > 0) {
      Arrays.fill(track.noiseHz, start, end, phoneme.noiseHz);
    }
    if (phoneme.manner == Phoneme.Manner.STOP) {
      int release = start + (int) (CLOSURE_SHARE * segment.frames());
      int burstEnd = Math.min(end, release + BURST_FRAMES);
      Arrays.fill(track.noise, release, burstEnd, phoneme.noise * loudness);
      if (phoneme.isVoicelessStop()) {
        Arrays.fill(track.aspiration, burstEnd, end, STOP_ASPIRATION * loudness);
      }
    } else {
      Arrays.fill(track.noise, start, end, phoneme.noise * loudness);
    }
  }
}
