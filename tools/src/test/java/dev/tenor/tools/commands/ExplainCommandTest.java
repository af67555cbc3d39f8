package dev.tenor.tools.commands;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.synth.SpeechSynthesizer;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.tools.console.ExitCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tenor explain` and `tenor embed`, with a network that was trained for one epoch.
final class ExplainCommandTest {
  private static final String NETWORK =
      "--preset tenor --seconds 2 --n-fft 512 --win-length 512 --n-mels 20 --channels 4,8"
          + " --pooling 3,3 --dropout 0,0 --lstm-hidden 6 --heads 2 --depth 2 --hidden 8 --epochs 1"
          + " --min-steps 0 --batch 8 --threads 2 --quiet";

  @TempDir static Path folder;
  private static Path corpus;
  private static Path run;
  private static Path clip;
  private static Path talk;

  @BeforeAll
  static void trainOnce() throws IOException {
    corpus = folder.resolve("corpus");
    SyntheticRenderer.render(corpus, new SyntheticConfig(5, 4, 2), 2, _ -> {});
    run = folder.resolve("run");
    Object[] train = {"train", "--corpus", "synthetic", "--data", corpus, "--out", run};
    Tenor.run(Stream.of(train, NETWORK.split(" ")).flatMap(Arrays::stream).toArray()).ok();
    clip = corpus.resolve("speaker_01/angry_00.wav");
    talk = folder.resolve("talk.wav");
    float[] samples = new float[7 * SpeechSynthesizer.SAMPLE_RATE];
    int at = 0;
    for (int i = 0; at < samples.length; i++) {
      float[] speech = SpeechSynthesizer.render(5, 1, SpeechSynthesizer.EMOTIONS.get(i % 4), i);
      System.arraycopy(speech, 0, samples, at, Math.min(speech.length, samples.length - at));
      at += speech.length;
    }
    WavWriter.write(talk, samples, SpeechSynthesizer.SAMPLE_RATE);
  }

  private static Tenor tenor(String command, Object... args) {
    return Tenor.run(
        Stream.of(new Object[] {command, "-q"}, args).flatMap(Arrays::stream).toArray());
  }

  private static JsonNode explained(Path recording, Path out, Object... args) throws IOException {
    Object[] all = {recording, "--model", run, "--out", out, "--json"};
    tenor("explain", Stream.of(all, args).flatMap(Arrays::stream).toArray()).ok();
    return Json.mapper().readTree(out.resolve(recording.getFileName() + ".json").toFile());
  }

  private static double sum(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    double sum = 0;
    for (JsonNode child : node) {
      sum += sum(child);
    }
    return sum;
  }

  @Test
  void theNumbersAddUp() throws IOException {
    JsonNode e = explained(clip, folder.resolve("numbers"), "--npy");
    double difference = e.get("logit").doubleValue() - e.get("baseline_logit").doubleValue();
    assertEquals(difference, sum(e.get("attributions")), 0.01 * Math.abs(difference));
    double parts = 0;
    for (JsonNode part : e.get("parts")) {
      parts += part.get("attribution").doubleValue();
    }
    assertEquals(sum(e.get("attributions")), parts, 1e-4);
    assertEquals(26 + 88, e.get("measures").size());
    assertEquals(1, sum(e.get("aggregation")), 1e-4);
    assertEquals(2, e.get("attention").size()); // layers
    assertEquals(2 * 2 * 2, sum(e.get("attention")), 1e-4); // rows of layers, heads, tokens
    assertEquals(e.get("emotion"), e.get("label"));
    assertEquals(e.get("log_mel").size(), e.get("attributions").size());
    assertEquals(20 + 26 + 88, e.get("attributions").get(0).size());
    ByteBuffer npy =
        ByteBuffer.wrap(
            Files.readAllBytes(folder.resolve("numbers/" + clip.getFileName() + "-attention.npy")));
    String header = new String(npy.array(), 10, 118, StandardCharsets.US_ASCII);
    assertTrue(header.contains("'shape': (2, 2, 2, 2)"), header);
    float first = npy.order(ByteOrder.LITTLE_ENDIAN).getFloat(128);
    assertEquals(e.get("attention").get(0).get(0).get(0).get(0).floatValue(), first);
  }

  /// Calibration divides all logits by one temperature.
  @Test
  void theLogitsAreThoseOfThePrediction() throws IOException {
    JsonNode e = explained(clip, folder.resolve("logits"));
    JsonNode p = tenor("predict", clip, "--json", "-m", run).ok().json().get(0).get("scores");
    assertEquals(p, e.get("scores"));
    double[] logits = Json.mapper().treeToValue(e.get("logits"), double[].class);
    List<Double> logs = new ArrayList<>();
    p.forEach(score -> logs.add(Math.log(score.doubleValue())));
    double temperature = (logits[1] - logits[0]) / (logs.get(1) - logs.get(0));
    for (int k = 2; k < logits.length; k++) {
      assertEquals((logits[k] - logits[0]) / temperature, logs.get(k) - logs.get(0), 1e-3);
    }
  }

  @Test
  void aRecordingHasAllPicturesAndThePageHoldsThem() throws IOException {
    Path out = folder.resolve("pictures");
    Path silence = folder.resolve("silence.wav");
    WavWriter.write(silence, new float[16_000], 16_000);
    Tenor done = tenor("explain", clip, talk, silence, "--model", run, "--out", out).ok();
    assertTrue(done.out().contains("silent"), done.out());
    try (Stream<Path> files = Files.list(out)) {
      TreeSet<String> svgs = new TreeSet<>();
      files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".svg")).forEach(svgs::add);
      TreeSet<String> expected = new TreeSet<>();
      for (String picture : List.of("attributions", "occlusion", "time", "attention")) {
        expected.add("angry_00.wav-" + picture + ".svg");
        expected.add("talk.wav-" + picture + ".svg");
      }
      expected.add("talk.wav-windows.svg");
      assertEquals(expected, svgs);
    }
    assertTrue(Files.exists(out.resolve("talk.wav-windows.png")));
    String page = Files.readString(out.resolve("explain.html"));
    assertEquals(9, page.split("<figure>", -1).length - 1);
    assertTrue(page.contains("No emotion is predicted: silent"), page);
  }

  @Test
  void theWindowAndTheLabelAreThoseAskedFor() throws IOException {
    JsonNode e =
        explained(talk, folder.resolve("window"), "--at", 4.4, "--label", "sad", "--steps", 7);
    assertEquals("sad", e.get("label").textValue());
    assertEquals(7, e.get("steps").intValue());
    double start = e.get("window").get("start").doubleValue();
    assertTrue(start <= 4.4 && 4.4 < e.get("window").get("end").doubleValue(), e::toString);
    assertEquals(6, e.get("windows").size());
    Tenor late = tenor("explain", talk, "-m", run, "--at", 8, "--out", folder.resolve("late"));
    assertTrue(late.error(ExitCode.DATA).contains("no window with speech at 8.0 s"), late.err());
  }

  @Test
  void theSameNumbersAreWrittenWithOneThread() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    explained(clip, one, "--threads", 1);
    explained(clip, two, "--threads", 2);
    for (String file : List.of("angry_00.wav.json", "explain.html", "angry_00.wav-time.png")) {
      assertArrayEquals(
          Files.readAllBytes(one.resolve(file)), Files.readAllBytes(two.resolve(file)));
    }
  }

  @Test
  void theNearestTrainingUtterancesAreOfTheRun() throws IOException {
    Path out = folder.resolve("nearest");
    String split = Files.readString(run.resolve("split.json"));
    JsonNode sides = Json.mapper().readTree(split).get("utterances");
    String train = null;
    for (var side : sides.properties()) {
      train = side.getValue().asText().equalsIgnoreCase("train") ? side.getKey() : train;
    }
    Path known = corpus.resolve(train);
    Object[] args = {known, "--run", run, "--neighbours", 3, "--json", "--no-cache", "--out", out};
    tenor("explain", args).ok();
    Path kept = run.resolve("embeddings.safetensors");
    byte[] first = Files.readAllBytes(kept);
    tenor("explain", args).ok();
    assertArrayEquals(first, Files.readAllBytes(kept));
    JsonNode nearest =
        Json.mapper().readTree(out.resolve(known.getFileName() + ".json").toFile()).get("nearest");
    assertEquals(3, nearest.size());
    assertEquals(train, nearest.get(0).get("utterance").get("key").textValue());
    assertEquals(1, nearest.get(0).get("cosine").doubleValue(), 1e-6);
  }

  @Test
  void whatIsNoNetworkOrWronglyAskedForIsSaidSo() {
    Path out = folder.resolve("none");
    Object[][] wrong = {
      {clip, "-m", run, "-m", run, "looks into one network"},
      {clip, "-m", run, "--run", run, "exclude each other"},
      {clip, "-m", run, "--label", "bored", "does not know the label 'bored'"},
      {clip, "-m", run, "--steps", -1, "steps is -1"},
      {clip, "-m", run, "--patch-mels", 0, "patch in mel bins is 0"},
    };
    for (Object[] row : wrong) {
      Object[] args = Arrays.copyOf(row, row.length - 1);
      Object[] all = Stream.of(args, new Object[] {"--out", out}).flatMap(Arrays::stream).toArray();
      String error = tenor("explain", all).error(ExitCode.USAGE);
      assertTrue(error.contains(row[row.length - 1].toString()), error);
    }
    Path svm = folder.resolve("svm");
    tenor("train", "--corpus", "synthetic", "--data", corpus, "--model", "svm", "--out", svm).ok();
    for (String command : List.of("explain", "embed")) {
      String error =
          tenor(command, clip, "-m", svm, "--out", folder.resolve("x.csv")).error(ExitCode.DATA);
      assertTrue(error.contains("acoustic model"), error);
    }
    Tenor missing = tenor("explain", folder.resolve("no.wav"), clip, "-m", run, "--out", out);
    assertTrue(missing.error(ExitCode.DATA).contains("no.wav"), missing.err());
    assertTrue(Files.exists(out.resolve("angry_00.wav-time.svg")));
  }

  @Test
  void embeddingsAreRowsOfTheirWindows() throws IOException {
    Path csv = folder.resolve("all.csv");
    tenor("embed", talk, clip, "-m", run, "--out", csv).ok();
    List<String> lines = Files.readAllLines(csv);
    assertEquals("file,start,end,0,1,2,3,4,5,6,7,8,9,10,11", lines.getFirst());
    assertEquals(1 + 6 + 1, lines.size());
    assertTrue(lines.get(2).startsWith(talk + ",1.000,3.000,"), lines.get(2));
    Path npy = folder.resolve("all.npy");
    tenor("embed", talk, clip, "-m", run, "--out", npy, "--threads", 1).ok();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(128 + 7 * 12 * 4, bytes.capacity());
    String[] last = lines.getLast().split(",");
    assertEquals(Float.parseFloat(last[3]), bytes.getFloat(128 + 6 * 12 * 4));
    List<String> rows = Files.readAllLines(folder.resolve("all.rows.csv"));
    assertEquals(lines.size(), rows.size());
    assertTrue(lines.get(7).startsWith(rows.get(7)), rows.get(7));
  }

  @Test
  void stagesAndLayersHaveTheirShapes() throws IOException {
    String stages = tenor("embed", "--stages", "-m", run).ok().out();
    assertTrue(stages.contains("enhancement.layers.0#2 "), stages);
    Path npy = folder.resolve("steps.npy");
    tenor("embed", clip, "-m", run, "--stage", "extraction", "--pool", "none", "--out", npy).ok();
    Path mean = folder.resolve("mean.csv");
    tenor("embed", clip, "-m", run, "--stage", "extraction", "--out", mean).ok();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
    int steps = (bytes.capacity() - 128) / 12 / 4;
    double sum = 0;
    for (int t = 0; t < steps; t++) {
      sum += bytes.getFloat(128 + t * 12 * 4);
    }
    String[] row = Files.readAllLines(mean).get(1).split(",");
    assertEquals(Double.parseDouble(row[3]), sum / steps, 1e-5);
    Path arrays = folder.resolve("arrays");
    Object[] many = {talk, clip, "-m", run, "--stage", "extraction.blocks.1", "--pool", "none"};
    tenor(
            "embed",
            Stream.of(many, new Object[] {"--out", arrays}).flatMap(Arrays::stream).toArray())
        .ok();
    try (Stream<Path> files = Files.list(arrays)) {
      assertEquals(7, files.count());
    }
    assertTrue(Files.exists(arrays.resolve("talk.wav@1.00.npy")));
    Object[][] wrong = {
      {clip, "-m", run, "--stage", "lstm", "--out", npy, "no stage or layer 'lstm'"},
      {talk, "-m", run, "--pool", "none", "--stage", "extraction", "--out", npy, "there are 6"},
      {clip, "-m", run, "--pool", "none", "--out", mean, "--pool mean, F.npy or a folder"},
      {clip, "-m", run, "--out", folder.resolve("x.txt"), "ends neither in .csv nor in .npy"},
      {"-m", run, "--out", npy, "there is no recording"},
      {clip, "-m", run, "--out is missing"},
    };
    for (Object[] each : wrong) {
      String error = tenor("embed", Arrays.copyOf(each, each.length - 1)).error(ExitCode.USAGE);
      assertTrue(error.contains(each[each.length - 1].toString()), error);
    }
  }

  @Test
  void whatCannotBeReadDoesNotStopTheOthers() throws IOException {
    Path csv = folder.resolve("some.csv");
    Tenor some = tenor("embed", folder.resolve("no.wav"), clip, "-m", run, "--out", csv);
    assertTrue(some.error(ExitCode.DATA).contains("no.wav"), some.err());
    assertEquals(2, Files.readAllLines(csv).size());
    Path none = folder.resolve("none.csv");
    Tenor nothing = tenor("embed", folder.resolve("no.wav"), "-m", run, "--out", none);
    assertEquals(ExitCode.DATA, nothing.code());
    assertFalse(Files.exists(none));
  }
}
