package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.synth.SpeechSynthesizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tenor predict` of recordings longer than the two seconds that the model hears.
class LongRecordingTest {
  private static final int RATE = SpeechSynthesizer.SAMPLE_RATE;

  @TempDir static Path folder;
  private static TinyRun tiny;
  private static Path talk;

  @BeforeAll
  static void trainOnce() throws IOException {
    tiny = TinyRun.in(folder).trained();
    talk = write("talk", 0, 61);
  }

  /// Speech from one second to another of a minute and a bit, else silence.
  private static Path write(String name, int from, int to) throws IOException {
    float[] samples = new float[61 * RATE + RATE / 3];
    int at = from * RATE;
    for (int i = 0; at < to * RATE; i++) {
      String emotion = SpeechSynthesizer.EMOTIONS.get(i % 4);
      float[] speech = SpeechSynthesizer.render(5, 1 + i % 2, emotion, i);
      System.arraycopy(speech, 0, samples, at, Math.min(speech.length, to * RATE - at));
      at += speech.length;
    }
    return Files.write(folder.resolve(name + ".wav"), Wav.floats(samples));
  }

  private static JsonNode predict(Object... args) throws IOException {
    Object[] all =
        Arrays.copyOf(
            new Object[] {"predict", "-q", "--json", "-m", tiny.model()}, 5 + args.length);
    System.arraycopy(args, 0, all, 5, args.length);
    Outcome outcome = Outcome.of(all);
    assertEquals(0, outcome.code(), outcome::err);
    return outcome.json().get(0);
  }

  private static JsonNode timeline(Path recording, Object... args) throws IOException {
    Path file = folder.resolve("timeline.json");
    Object[] all = Arrays.copyOf(args, args.length + 3);
    System.arraycopy(new Object[] {recording, "--timeline", file}, 0, all, args.length, 3);
    predict(all);
    return Json.mapper().readTree(file.toFile()).get("windows");
  }

  @Test
  void isHeardToItsEnd() throws IOException {
    JsonNode answer = predict(talk);
    assertTrue(answer.get("emotion").isTextual(), answer::toString);
    assertEquals(answer.get("seconds"), answer.get("heard_seconds"));
    assertEquals(0, answer.get("warnings").size(), answer::toString);
    assertEquals(61, answer.get("windows").intValue());
    assertTrue(answer.get("speech_seconds").doubleValue() > 30, answer::toString);
    assertFalse(answer.get("unsure").booleanValue());
  }

  @Test
  void itsWindowsAreAsAskedFor() throws IOException {
    JsonNode windows = timeline(talk, "--window", 1.5, "--hop", 1);
    assertEquals(61, windows.size());
    for (int k = 0; k < 60; k++) {
      assertEquals(k, windows.get(k).get("start").doubleValue(), 1e-9);
      assertEquals(k + 1.5, windows.get(k).get("end").doubleValue(), 1e-9);
    }
    double end = 61 + 1 / 3.0;
    assertEquals(end, windows.get(60).get("end").doubleValue(), 1e-3);
    assertEquals(end - 1.5, windows.get(60).get("start").doubleValue(), 1e-3);
  }

  @Test
  void aWindowIsPredictedAsTheSameRecordingAlone() throws IOException {
    JsonNode window = timeline(talk).get(20);
    float[] part = new float[2 * RATE];
    byte[] bytes = Files.readAllBytes(talk);
    for (int i = 0; i < part.length; i++) {
      int at = 44 + 4 * (20 * RATE + i);
      part[i] = ByteBuffer.wrap(bytes, at, 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    }
    Path alone = Files.write(folder.resolve("alone.wav"), Wav.floats(part));
    assertEquals(predict(alone).get("scores"), window.get("scores"));
  }

  /// Short or long: a pipe can be read once.
  @Test
  void aPipeIsHeardToItsEndToo() throws IOException {
    Path brief = folder.resolve("brief.wav");
    Files.write(brief, Wav.floats(SpeechSynthesizer.render(5, 1, "angry", 3)));
    InputStream before = System.in;
    for (Path recording : List.of(talk, brief)) {
      try {
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(recording)));
        JsonNode piped = predict("-");
        JsonNode file = predict(recording);
        for (String key : List.of("emotion", "scores", "seconds", "speech_seconds", "windows")) {
          assertEquals(file.get(key), piped.get(key), key);
        }
      } finally {
        System.setIn(before);
      }
    }
  }

  @Test
  void threadsDoNotChangeTheAnswer() throws IOException {
    assertEquals(predict(talk, "--threads", 1), predict(talk, "--threads", 3));
  }

  @Test
  void onlyWindowsWithSpeechCount() throws IOException {
    Path late = write("late", 40, 44);
    assertTrue(predict(late).get("emotion").isTextual());
    JsonNode windows = timeline(late);
    for (JsonNode w : windows) {
      boolean near = w.get("end").doubleValue() > 40 && w.get("start").doubleValue() < 44;
      assertTrue(near || w.get("emotion").isNull(), w::toString);
    }
    assertTrue(windows.get(40).get("emotion").isTextual());
  }

  @Test
  void aThresholdMakesAnswersUnsure() throws IOException {
    JsonNode answer = predict(talk, "--unsure", 1);
    assertTrue(answer.get("unsure").booleanValue());
    assertTrue(answer.get("emotion").isTextual());
    Path model = folder.resolve("careful.safetensors");
    Outcome.of("export", tiny.run(), "--format", "safetensors", "--unsure", 1, "--out", model);
    Outcome table = Outcome.of("predict", "-q", "-m", model, talk);
    assertEquals(0, table.code(), table::err);
    assertTrue(table.out().contains("unsure: "), table::out);
    Outcome off = Outcome.of("predict", "-q", "-m", model, talk, "--unsure", 0);
    assertFalse(off.out().contains("unsure"), off::out);
  }

  @Test
  void severalTimelinesGoIntoAFolder() throws IOException {
    Path out = folder.resolve("timelines");
    predict(talk, tiny.clip(), tiny.clip(), "--timeline", out);
    for (String ending : List.of("csv", "json", "png", "svg", "pdf")) {
      assertTrue(Files.size(out.resolve("talk.wav." + ending)) > 0);
      assertTrue(Files.size(out.resolve("angry_00.wav (2)." + ending)) > 0);
    }
    Outcome.of(
            "predict",
            "-q",
            "-m",
            tiny.model(),
            talk,
            talk,
            "--timeline",
            folder.resolve("one.csv"))
        .refused(Outcome.USAGE, List.of("one.csv", "folder"));
  }

  @Test
  void wrongWindowsAreRefused() {
    for (Object[] bad :
        List.of(
            new Object[] {"--window", 3},
            new Object[] {"--hop", 3},
            new Object[] {"--hop", 0},
            new Object[] {"--unsure", 2})) {
      Outcome.of("predict", "-q", "-m", tiny.model(), talk, bad[0], bad[1])
          .refused(Outcome.USAGE, List.of(bad[0].toString().substring(2)));
    }
  }
}
