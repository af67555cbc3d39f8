package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Pitch contours: each phrase declines, stressed vowels carry accents, the phrase's end falls or
/// rises.
final class Intonation {
  /// Semitones at range 1.
  private static final double DECLINATION = 3.5;

  private static final double ACCENT = 3;
  private static final double ACCENT_MILLIS = 75;
  private static final double ENDING_MILLIS = 250;
  private static final double LOWEST_HZ = 60;
  private static final double HIGHEST_HZ = 500;

  private Intonation() {}

  static void write(
      Track track,
      List<Segment> segments,
      EmotionStyle style,
      SpeakerVoice voice,
      RandomStream random) {
    Arrays.fill(track.f0, voice.f0());
    List<Segment> phrase = new ArrayList<>();
    for (Segment segment : segments) {
      phrase.add(segment);
      if (segment.sound().endsPhrase()) {
        writePhrase(track, phrase, style, voice, random);
        phrase.clear();
      }
    }
  }

  private static void writePhrase(
      Track track,
      List<Segment> phrase,
      EmotionStyle style,
      SpeakerVoice voice,
      RandomStream random) {
    int start = phrase.getFirst().start();
    int end = phrase.getLast().end();
    double[] movement = new double[end - start];
    for (int i = 0; i < movement.length; i++) {
      movement[i] = DECLINATION * (0.5 - (double) i / movement.length);
    }
    for (Segment segment : phrase) {
      if (segment.isStressedVowel()) {
        int centre = segment.start() + segment.frames() / 2 - start;
        addAccent(movement, centre, ACCENT * random.uniform(0.5, 1.5));
      }
    }
    int ending = Math.min(movement.length, Segment.frames(ENDING_MILLIS));
    for (int i = 0; i < movement.length; i++) {
      double late = Math.max(0, i - (movement.length - ending)) / (double) ending;
      double semitones = style.pitch() + style.range() * movement[i] + style.ending() * late;
      double hertz = voice.f0() * StrictMath.pow(2, semitones / 12);
      track.f0[start + i] = Math.clamp(hertz, LOWEST_HZ, HIGHEST_HZ);
    }
  }

  /// A bell around the accented vowel's centre.
  private static void addAccent(double[] movement, int centre, double height) {
    double width = Segment.frames(ACCENT_MILLIS);
    for (int i = 0; i < movement.length; i++) {
      double distance = (i - centre) / width;
      movement[i] += height * StrictMath.exp(-0.5 * distance * distance);
    }
  }
}
