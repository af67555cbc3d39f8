package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.synth.SpeechSynthesizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `tenor predict` says of recordings in which there is little or nothing to hear. The model
/// hears two seconds.
class NothingToHearTest {
  private static final int RATE = 16_000;

  @TempDir static Path folder;
  private static TinyRun tiny;

  @BeforeAll
  static void trainOnce() throws IOException {
    tiny = TinyRun.in(folder).trained();
  }

  private static IntToDoubleFunction noise(double level) {
    RandomStream random = RandomStream.of(3, "noise");
    return i -> level * (2 * random.nextFloat() - 1);
  }

  /// One utterance again and again.
  private static IntToDoubleFunction speech(double peak) {
    float[] speech = SpeechSynthesizer.render(5, 1, "neutral", 0);
    double loudest =
        IntStream.range(0, speech.length).mapToDouble(i -> Math.abs(speech[i])).max().orElseThrow();
    return i -> peak / loudest * speech[i % speech.length];
  }

  private static Path wav(String name, double seconds, IntToDoubleFunction... channels)
      throws IOException {
    int frames = (int) Math.round(seconds * RATE);
    int dataBytes = frames * channels.length * Float.BYTES;
    ByteBuffer samples = ByteBuffer.allocate(dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < frames; i++) {
      for (IntToDoubleFunction channel : channels) {
        samples.putFloat((float) channel.applyAsDouble(i));
      }
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(Wav.header(3, channels.length, RATE, Float.BYTES, dataBytes));
    file.write(samples.array());
    return Files.write(folder.resolve(name + ".wav"), file.toByteArray());
  }

  private static JsonNode predict(Path file) throws IOException {
    Outcome outcome = Outcome.of("predict", "-q", "-m", tiny.model(), "--json", file);
    assertEquals(0, outcome.code(), outcome::err);
    return outcome.json().get(0);
  }

  private static void assertNoEmotion(String reason, Path file) throws IOException {
    JsonNode answer = predict(file);
    assertTrue(answer.get("emotion").isNull(), answer::toString);
    assertFalse(answer.has("scores"), answer::toString);
    assertTrue(answer.get("reason").asText().contains(reason), answer::toString);
    Outcome table = Outcome.of("predict", "-q", "-m", tiny.model(), file);
    assertEquals(0, table.code());
    assertTrue(table.out().contains(reason), table::out);
  }

  private static void assertWarns(String warning, Path file) throws IOException {
    JsonNode answer = predict(file);
    assertTrue(answer.get("emotion").isTextual(), answer::toString);
    assertTrue(answer.get("warnings").toString().contains(warning), answer::toString);
  }

  @Test
  void silenceHasNoEmotion() throws IOException {
    assertNoEmotion("silent", wav("zeros", 1, i -> 0));
    assertNoEmotion("silent", wav("hiss", 1, noise(5e-4)));
    assertNoEmotion("a constant of 0.500", wav("constant", 1, i -> 0.5));
    assertNoEmotion("silent", wav("two silent channels", 1, i -> 0, i -> 0));
  }

  @Test
  void channelsThatCancelHaveNoEmotion() throws IOException {
    IntToDoubleFunction tone = i -> 0.3 * Math.sin(i / 7.0);
    assertNoEmotion("cancel", wav("inverted", 1, tone, i -> -tone.applyAsDouble(i)));
  }

  @Test
  void aMomentHasNoEmotion() throws IOException {
    assertNoEmotion("too short", wav("sample", 1.0 / RATE, noise(0.5)));
    assertNoEmotion("too short", wav("10 ms", 0.01, noise(0.5)));
    assertNoEmotion("too short", wav("99 ms", 0.099, noise(0.5)));
    assertNoEmotion("no speech", wav("101 ms", 0.101, speech(0.5)));
  }

  @Test
  void whatIsNoSpeechHasNoEmotion() throws IOException {
    assertNoEmotion("no speech: 0.00 s", wav("noise", 1, noise(0.3)));
    assertNoEmotion("no speech: 0.00 s at most in a window", wav("long noise", 5, noise(0.3)));
    assertNoEmotion("no speech", wav("tone", 1, i -> 0.3 * Math.sin(i / 7.0)));
  }

  @Test
  void speechAfterALongSilenceIsAnsweredFor() throws IOException {
    IntToDoubleFunction speech = speech(0.5);
    Path late = wav("late", 5, i -> i < 3 * RATE ? 0 : speech.applyAsDouble(i));
    assertTrue(predict(late).get("emotion").isTextual());
    assertNoEmotion("silent", wav("never", 5, i -> 0));
  }

  @Test
  void howMuchWasHeardIsSaid() throws IOException {
    JsonNode answer = predict(wav("long", 5, speech(0.5)));
    assertEquals(5, answer.get("seconds").asDouble(), 1e-6);
    assertEquals(5, answer.get("heard_seconds").asDouble(), 1e-6);
    assertEquals(4, answer.get("windows").asInt());
    JsonNode whole = predict(wav("short", 1.5, speech(0.5)));
    assertEquals(1.5, whole.get("heard_seconds").asDouble(), 1e-6);
    assertEquals(1, whole.get("windows").asInt());
    assertEquals(0, whole.get("warnings").size(), whole::toString);
  }

  @Test
  void poorRecordingsAreAnsweredWithAWarning() throws IOException {
    IntToDoubleFunction loud = speech(5);
    IntToDoubleFunction clipped = i -> Math.clamp(loud.applyAsDouble(i), -1, 1);
    assertWarns("very quiet", wav("quiet", 1, speech(2.5e-3)));
    assertWarns("clipped", wav("clipped", 1, clipped));
    assertWarns("1 of 2 channels silent", wav("left only", 1, speech(0.5), i -> 0));
  }

  @Test
  void aSilentChannelDoesNotLowerTheLevel() throws IOException {
    JsonNode mono = predict(wav("mono", 1, speech(0.5)));
    JsonNode left = predict(wav("left", 1, speech(0.5), i -> 0));
    assertEquals(mono.get("scores"), left.get("scores"));
  }

  @Test
  void trainingSaysWhatIsWrongWithItsRecordings() throws IOException {
    Path silent = wav("silent in training", 1, i -> 0);
    String rows = "path,emotion,speaker\n" + TinyRun.rows(1, 4) + silent.getFileName() + ",sad,1\n";
    Path manifest = Files.writeString(folder.resolve("silent.csv"), rows);
    Object[] quiet =
        TinyRun.train("--corpus", "csv", "--data", manifest, "--out", folder.resolve("silent run"));
    List<Object> args = new ArrayList<>(List.of(quiet));
    args.remove("--quiet");
    Outcome outcome = Outcome.of(args.toArray());
    assertEquals(0, outcome.code(), outcome::err);
    String expected = "recordings with nothing to hear: 1 of 33 (silent in training.wav)";
    assertTrue(outcome.err().contains(expected), outcome::err);
    String utterances = Files.readString(folder.resolve("silent run/utterances.csv"));
    assertTrue(utterances.contains("silent: nothing is louder"), utterances);
  }
}
