package dev.tenor.ser.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.ser.synth.SpeechSynthesizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read once more is what the prediction was made of.
final class ExcerptTest {
  @TempDir static Path folder;
  private static TrainedModel model;

  @BeforeAll
  static void load() throws IOException {
    model = ModelCatalogue.builtIn().first().model();
  }

  /// Speech after half a second of silence, in 16-bit PCM.
  ///
  /// @param channels the second of two is silent
  private static Path write(int rate, int channels, double seconds) throws IOException {
    byte[] bytes = new byte[(int) (rate * seconds) * channels * 2];
    int at = rate / 2 * channels * 2;
    for (int i = 0; at < bytes.length; i++) {
      String emotion = SpeechSynthesizer.EMOTIONS.get(i % 4);
      for (float sample : SpeechSynthesizer.render(3, 1, emotion, i)) {
        if (at < bytes.length) {
          int value = Math.round(sample * 20_000);
          bytes[at] = (byte) value;
          bytes[at + 1] = (byte) (value >> 8);
        }
        at += channels * 2;
      }
    }
    Path file = folder.resolve("speech-" + rate + "-" + channels + "-" + seconds + ".wav");
    AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
    int frames = bytes.length / channels / 2;
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(bytes), format, frames),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    return file;
  }

  @ParameterizedTest
  @CsvSource({"16000,1,2.3", "44100,2,3", "22050,2,18.7"})
  void hasTheProbabilitiesOfItsWindow(int rate, int channels, double seconds)
      throws IOException, InterruptedException {
    Path file = write(rate, channels, seconds);
    List<Timeline> timelines = new ArrayList<>();
    try (Backend backend = new ScalarBackend();
        Recognizer recognizer = new Recognizer(model, backend);
        Scorer scorer = model.open(backend)) {
      recognizer.predict(
          List.of(file),
          Windows.of(model.features(), null, 5.5),
          0,
          2,
          new PredictListener() {
            @Override
            public void read(int recordings) {
              // one
            }

            @Override
            public void predicted(Path path, Timeline timeline) {
              timelines.add(timeline);
            }
          });
      List<Timeline.Window> windows = timelines.getFirst().windows();
      assertEquals(seconds > 8 ? 3 : 1, windows.size());
      for (Timeline.Window w : windows) {
        Excerpt excerpt = Excerpt.of(model, file, w.start(), w.end());
        float[] features = excerpt.features().clone();
        model.standardizer().apply(features);
        float[][] found = model.temperature().apply(scorer.probabilities(List.of(features)));
        assertArrayEquals(w.probabilities(), found[0]);
      }
    }
  }

  @Test
  void beginsBehindTheSilence() throws IOException {
    Path file = write(16_000, 1, 2.5);
    double start = Excerpt.of(model, file, 0, 2.5).start();
    assertTrue(start > 0.4 && start < 0.65, "starts at " + start);
  }
}
