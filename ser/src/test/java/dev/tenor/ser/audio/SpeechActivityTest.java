package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.synth.SpeechSynthesizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechActivityTest {
  private static final int RATE = 16_000;

  private static float[] noise(int length, double rms) {
    RandomStream random = RandomStream.of(5, "noise");
    float[] noise = new float[length];
    for (int i = 0; i < length; i++) {
      noise[i] = (float) (rms * Math.sqrt(6) * (random.nextFloat() - random.nextFloat()));
    }
    return noise;
  }

  private static float[] tone(int length, double hertz) {
    float[] tone = new float[length];
    for (int i = 0; i < length; i++) {
      tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * hertz * i / RATE));
    }
    return tone;
  }

  /// A second of faint noise on either side.
  private static float[] amid(float[] sound) {
    float[] all = noise(sound.length + 2 * RATE, 1e-4);
    for (int i = 0; i < sound.length; i++) {
      all[RATE + i] += sound[i];
    }
    return all;
  }

  private static double seconds(float[] samples) {
    return SpeechActivity.of(samples, RATE).seconds();
  }

  private static float[] speech() {
    return SpeechSynthesizer.render(7, 1, "neutral", 0);
  }

  private static double rms(float[] samples) {
    double squares = 0;
    for (float s : samples) {
      squares += (double) s * s;
    }
    return Math.sqrt(squares / samples.length);
  }

  @Test
  void silenceAndNothingAreNoSpeech() {
    assertEquals(0, seconds(new float[0]));
    assertEquals(0, seconds(new float[1]));
    assertEquals(0, seconds(new float[3 * RATE]));
  }

  @Test
  void noiseIsNoSpeech() {
    assertEquals(0, seconds(noise(10 * RATE, 0.1)));
    assertEquals(0, seconds(amid(noise(RATE, 0.1))), "a burst");
  }

  @ParameterizedTest
  @ValueSource(doubles = {150, 220, 440, 1000, 3000})
  void aToneIsNoSpeech(double hertz) {
    assertEquals(0, seconds(tone(3 * RATE, hertz)), 0.1);
    assertEquals(0, seconds(amid(tone(RATE, hertz))), 0.1, "with silence around");
  }

  @Test
  void aClickIsNoSpeech() {
    float[] click = new float[RATE];
    click[RATE / 2] = 0.9f;
    assertEquals(0, seconds(amid(click)));
  }

  @Test
  void synthesizedSpeechIsFoundWhereItIs() {
    for (String emotion : SpeechSynthesizer.EMOTIONS) {
      for (int speaker : new int[] {1, 2}) {
        float[] speech = SpeechSynthesizer.render(7, speaker, emotion, speaker);
        double length = (double) speech.length / RATE;
        SpeechActivity activity = SpeechActivity.of(amid(speech), RATE);
        assertTrue(activity.seconds() > 0.6 * length, emotion + " " + activity.seconds());
        assertEquals(activity.seconds(), activity.seconds(0.8, length + 1.2), 1e-9);
        double inSegments = activity.segments().stream().mapToDouble(Segment::seconds).sum();
        assertEquals(activity.seconds(), inSegments, 1e-6);
      }
    }
  }

  /// The share of the clean recording's speech that is still found.
  @ParameterizedTest
  @ValueSource(ints = {0, 10, 20})
  void speechIsFoundInWhiteNoise(int snr) {
    float[] speech = speech();
    double clean = seconds(amid(speech));
    float[] noisy = noise(speech.length + 2 * RATE, rms(speech) * Math.pow(10, -snr / 20.0));
    for (int i = 0; i < speech.length; i++) {
      noisy[RATE + i] += speech[i];
    }
    SpeechActivity activity = SpeechActivity.of(noisy, RATE);
    double least = snr == 0 ? 0.3 : snr == 10 ? 0.5 : 0.7;
    assertTrue(activity.seconds() > least * clean, activity.seconds() + " of " + clean);
    double outside = activity.seconds(0, 0.8);
    assertEquals(0, outside, "before the speech");
  }

  @Test
  void quietSpeechIsFound() {
    float[] speech = amid(speech());
    double loud = seconds(speech);
    for (int i = 0; i < speech.length; i++) {
      speech[i] *= 0.01f;
    }
    assertTrue(seconds(speech) > 0.5 * loud, seconds(speech) + " of " + loud);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000, 22_050, 44_100})
  void blocksMakeTheWhole(int rate) {
    float[] signal = noise(5 * rate + 77, 0.1);
    float[] whole = new Resampler(rate, RATE).resample(signal);
    SampleBuffer buffer = new SampleBuffer();
    buffer.add(signal);
    Resampler resampler = new Resampler(rate, RATE);
    List<SpeechFrames> parts = new ArrayList<>();
    int at = 0;
    for (long start = 0; start * rate < buffer.end(); start += 2) {
      Block block = new Block(start, start + 2);
      long end = Math.min(block.last(rate), buffer.end());
      float[] samples = buffer.copy(block.first(rate), end);
      float[] part = block.resample(samples, resampler, RATE);
      for (float sample : part) {
        assertEquals(whole[at++], sample, "sample " + at);
      }
      parts.add(block.speech(samples, SpeechFrames.resampler(rate)));
    }
    assertEquals(whole.length, at);
    SpeechActivity all = SpeechActivity.of(signal, rate);
    SpeechActivity joined = SpeechActivity.of(parts);
    assertEquals(all.frames(), joined.frames());
    for (int t = 0; t < all.frames(); t++) {
      assertEquals(all.decibels(t), joined.decibels(t), 1e-4, "frame " + t);
    }
  }

  @Test
  void theBufferForgetsAndPads() {
    SampleBuffer buffer = new SampleBuffer();
    for (int i = 0; i < 100; i++) {
      buffer.add(i);
    }
    assertArrayEquals(new float[] {0, 0, 0, 1}, buffer.copy(-2, 2));
    buffer.forget(90);
    buffer.add(new float[] {100});
    assertEquals(101, buffer.end());
    assertArrayEquals(new float[] {99, 100, 0}, buffer.copy(99, 102));
  }

  @ParameterizedTest
  @ValueSource(strings = {"emodb/wav", "ravdess/Actor_09", "ravdess/Actor_20"})
  void realSpeechIsFound(String folder) throws IOException {
    Path corpus = Path.of("../../shared/corpora").resolve(folder);
    assumeTrue(Files.isDirectory(corpus), corpus + " is not here");
    List<Path> files;
    try (Stream<Path> all = Files.list(corpus)) {
      files = all.filter(f -> f.toString().endsWith(".wav")).sorted().limit(24).toList();
    }
    for (Path file : files) {
      AudioClip clip = AudioReader.read(file, 30);
      double speech = SpeechActivity.of(clip.samples(), clip.sampleRate()).seconds();
      assertTrue(speech >= 0.3 && speech < clip.seconds(), file + ": " + speech);
    }
  }
}
