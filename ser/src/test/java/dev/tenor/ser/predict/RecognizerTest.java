package dev.tenor.ser.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.ser.predict.Recognizer.Prediction;
import dev.tenor.ser.synth.SpeechSynthesizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Samples, bytes and streams get the answer that a file with the same sound gets.
final class RecognizerTest {
  private static final int RATE = 16_000;

  @TempDir static Path folder;
  private static Backend backend;
  private static Recognizer recognizer;

  @BeforeAll
  static void open() throws IOException {
    backend = Backends.open("simd", 1);
    recognizer = new Recognizer(ModelCatalogue.builtIn().first().model(), backend);
  }

  @AfterAll
  static void close() {
    recognizer.close();
    backend.close();
  }

  /// Speech whose samples 16 bits hold exactly.
  private static float[] speech(double seconds) {
    float[] samples = new float[(int) (seconds * RATE)];
    int at = 0;
    for (int i = 0; at < samples.length; i++) {
      String emotion = SpeechSynthesizer.EMOTIONS.get(i % 4);
      float[] some = SpeechSynthesizer.render(3, 1, emotion, i);
      for (int k = 0; k < some.length && at < samples.length; k++, at++) {
        samples[at] = Math.round(some[k] * 20_000) / 32768f;
      }
    }
    return samples;
  }

  private static Path file(float[] samples) throws IOException {
    Path file = folder.resolve("speech-" + samples.length + ".wav");
    WavWriter.write(file, samples, RATE);
    return file;
  }

  private static Prediction ofFile(Path file) throws Exception {
    return recognizer.predict(List.of(file), 1, _ -> {}).getFirst();
  }

  private static void assertSame(Prediction expected, Prediction actual) {
    assertNotNull(actual.emotion());
    assertEquals(expected.emotion(), actual.emotion());
    assertEquals(expected.scores(), actual.scores());
    assertEquals(expected.windows(), actual.windows());
    assertEquals(expected.speech(), actual.speech());
    assertNull(actual.file());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.7, 8.02, 13})
  void samplesAreHeardAsTheirFileIs(double seconds) throws Exception {
    float[] samples = speech(seconds);
    assertSame(ofFile(file(samples)), recognizer.predict(samples, RATE));
  }

  @Test
  void bytesAndStreamsAreHeardAsTheirFileIs() throws Exception {
    Path file = file(speech(2.1));
    byte[] bytes = Files.readAllBytes(file);
    assertSame(ofFile(file), recognizer.predict(bytes));
    assertSame(ofFile(file), recognizer.predict(new ByteArrayInputStream(bytes)));
  }

  @Test
  void silenceAndNoSamplesHaveAReason() throws Exception {
    for (int length : new int[] {0, 1, RATE}) {
      Prediction p = recognizer.predict(new float[length], RATE);
      assertNull(p.emotion());
      assertNotNull(p.reason(), length + " samples");
    }
    float[] damaged = speech(1);
    Arrays.fill(damaged, 100, 200, Float.NaN);
    Prediction p = recognizer.predict(damaged, RATE);
    assertNotNull(p.reason(), p.toString());
    assertThrows(IllegalArgumentException.class, () -> recognizer.predict(speech(1), 7));
  }

  @Test
  void whatIsNoRecordingIsAnErrorThatNamesNoTemporaryFile() throws Exception {
    byte[] text = "no sound at all, but a long line of text".getBytes(StandardCharsets.UTF_8);
    Prediction p = recognizer.predict(text);
    assertNull(p.emotion());
    String message = p.error().getMessage();
    assertTrue(message.startsWith("the recording: "), message);
    assertFalse(message.contains(System.getProperty("java.io.tmpdir")), message);
  }

  @Test
  void threadsMayShareIt() throws Exception {
    List<float[]> clips = List.of(speech(1.2), speech(2.4), speech(1.8));
    List<Prediction> alone = new ArrayList<>();
    List<Callable<Prediction>> tasks = new ArrayList<>();
    for (float[] clip : clips) {
      alone.add(recognizer.predict(clip, RATE));
      tasks.add(() -> recognizer.predict(clip, RATE));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(clips.size())) {
      List<Future<Prediction>> together = threads.invokeAll(tasks);
      for (int i = 0; i < clips.size(); i++) {
        assertSame(alone.get(i), together.get(i).get());
      }
    }
  }
}
