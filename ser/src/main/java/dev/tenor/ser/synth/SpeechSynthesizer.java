package dev.tenor.ser.synth;

import dev.tenor.engine.random.RandomStream;
import java.util.List;
import java.util.Locale;

/// Speaks an utterance: sentence → timing → articulation and intonation → vocal tract → microphone.
/// Each utterance has random streams of its own, so that a corpus can be rendered in any order.
public final class SpeechSynthesizer {
  public static final int SAMPLE_RATE = 16_000;

  public static final List<String> EMOTIONS = List.of("neutral", "happy", "sad", "angry");

  /// Increase with every change that alters samples.
  public static final int VERSION = 1;

  /// Level of neutral voiced speech relative to full scale, dB: leaves room for the loudest.
  private static final double LEVEL = -33;

  private static final double VOICED = 0.3;
  private static final double TAIL_MILLIS = 60;
  private static final double NOISE_COLOUR = 0.8;

  private SpeechSynthesizer() {}

  /// Whether a speaker is female; all others are male.
  public static boolean isFemale(int speaker) {
    return SpeakerVoice.isFemale(speaker);
  }

  /// The code of the sentence of utterance `index`, the same for any speaker and emotion.
  public static String sentenceCode(int index) {
    return String.format(Locale.ROOT, "s%02d", sentence(index));
  }

  /// Renders one utterance.
  ///
  /// @param speaker 1, 2, …
  /// @param emotion one of {@link #EMOTIONS}
  /// @param index 0, 1, …: another one is another moment and the next sentence
  /// @return mono samples at {@link #SAMPLE_RATE}, full scale ±1
  /// @throws IllegalArgumentException if the emotion is unknown
  public static float[] render(long seed, int speaker, String emotion, int index) {
    String name = "synthetic/" + speaker + "/" + emotion + "/" + index;
    RandomStream random = RandomStream.of(seed, name);
    SpeakerVoice voice = SpeakerVoice.of(seed, speaker);
    EmotionStyle style = EmotionStyle.of(emotion, voice.expressiveness(), random);
    Sentence sentence = Sentence.of(seed, sentence(index));
    List<Segment> segments = Segment.layOut(sentence, style, voice, random);

    Track track = new Track(segments.getLast().end() + Segment.frames(TAIL_MILLIS * style.pause()));
    Articulation.write(track, segments, style, voice.formantScale());
    Intonation.write(track, segments, style, voice, random);

    RandomStream noise = RandomStream.of(seed, name + "/noise");
    double[] voiced = new VocalTract(track, style, voice, noise).speak();
    double[] unvoiced = Frication.render(track, noise);
    double level = Decibels.amplitude(LEVEL + style.level() + voice.gain());
    double gain = level / voicedRms(voiced, track);
    for (int i = 0; i < voiced.length; i++) {
      voiced[i] = gain * voiced[i] + level * unvoiced[i];
    }
    return record(voiced, Decibels.amplitude(voice.noise()), noise);
  }

  private static int sentence(int index) {
    return index % Sentence.COUNT;
  }

  /// Adds the room's noise (first-order low-pass, more of it at low frequencies).
  private static float[] record(double[] speech, double level, RandomStream random) {
    double drive = level * Math.sqrt(1 - NOISE_COLOUR * NOISE_COLOUR);
    float[] samples = new float[speech.length];
    double room = 0;
    for (int i = 0; i < samples.length; i++) {
      room = NOISE_COLOUR * room + drive * Noise.next(random);
      samples[i] = (float) Math.clamp(speech[i] + room, -1.0, 1.0);
    }
    return samples;
  }

  /// Root mean square over the voiced frames.
  private static double voicedRms(double[] speech, Track track) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < speech.length; i++) {
      if (track.voice[i / Track.FRAME_SAMPLES] > VOICED) {
        sum += speech[i] * speech[i];
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }
}
