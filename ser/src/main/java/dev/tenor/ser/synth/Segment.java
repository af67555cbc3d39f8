package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/// A sound of a sentence in time. Gaps between segments are pauses.
///
/// @param start first frame
/// @param frames length
record Segment(Sentence.Sound sound, int start, int frames) {
  private static final double FRAMES_PER_MILLI =
      SpeechSynthesizer.SAMPLE_RATE / 1000.0 / Track.FRAME_SAMPLES;
  private static final double PAUSE_MILLIS = 170;
  private static final double STRESS_LENGTHENING = 1.25;
  private static final double FINAL_LENGTHENING = 1.4;
  private static final double VARIATION = 0.15;

  int end() {
    return start + frames;
  }

  boolean isStressedVowel() {
    return sound.stressed() && sound.phoneme().manner == Phoneme.Manner.VOWEL;
  }

  /// Lays the sounds out in time, with a moment of silence before the first.
  static List<Segment> layOut(
      Sentence sentence, EmotionStyle style, SpeakerVoice voice, RandomStream random) {
    List<Segment> segments = new ArrayList<>();
    int frame = frames(random.uniform(80, 220));
    for (Sentence.Sound sound : sentence.sounds()) {
      double stress = sound.stressed() ? STRESS_LENGTHENING : 1;
      double ending = sound.endsPhrase() ? FINAL_LENGTHENING : 1;
      double variation = 1 + VARIATION * random.uniform(-1, 1);
      double millis = sound.phoneme().millis * stress * ending * variation;
      int length = Math.max(5, frames(millis / (style.rate() * voice.rate())));
      segments.add(new Segment(sound, frame, length));
      frame += length;
      if (sound.endsPhrase()) {
        frame += frames(PAUSE_MILLIS * style.pause() * random.uniform(0.7, 1.3));
      }
    }
    return segments;
  }

  static int frames(double millis) {
    return (int) (millis * FRAMES_PER_MILLI);
  }
}
