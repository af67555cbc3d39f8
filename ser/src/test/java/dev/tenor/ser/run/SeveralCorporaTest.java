package dev.tenor.ser.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.split.Protocols;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.split.SplitFile;
import dev.tenor.ser.synth.SyntheticConfig;
import dev.tenor.ser.synth.SyntheticRenderer;
import dev.tenor.ser.train.TrainListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs on two synthetic corpora whose speakers have the same codes.
final class SeveralCorporaTest {
  @TempDir static Path folder;
  private static Path first;
  private static Path second;

  @BeforeAll
  static void render() throws IOException {
    first = TinyRuns.corpus(folder.resolve("first"));
    second = folder.resolve("second");
    SyntheticRenderer.render(second, new SyntheticConfig(6, 4, 3), 2, done -> {});
  }

  private static CorpusSpec corpus(String name, Path place, String protocol) {
    return new CorpusSpec(name, "synthetic", place.toString(), protocol);
  }

  private static RunSpec spec(CorpusSpec... corpora) {
    RunSpec tiny = TinyRuns.spec(first, "simd", 2);
    return new RunSpec(
        List.of(corpora),
        tiny.labels(),
        Collections.emptySortedMap(),
        0,
        11,
        null,
        null,
        "simd",
        tiny.config());
  }

  private static RunSpec both() {
    return spec(corpus("a", first, "speaker"), corpus("b", second, "speaker"));
  }

  private static Listing alone(Path place) throws IOException {
    return Corpora.byName("synthetic").load(place, LabelMap.FOUR);
  }

  @Test
  void speakersOfTheSameCodeAreTwoPeople() throws IOException {
    Listing listing = RunCorpora.of(both()).listing();
    assertEquals("a+b", listing.corpus());
    assertEquals(72 + 48, listing.size());
    assertEquals(6 + 4, listing.speakers().size());
    assertTrue(listing.speakers().containsAll(List.of("a/01", "b/01")), listing.speakers() + "");
    Utterance u = listing.utterances().getFirst();
    assertTrue(u.key().startsWith("a/speaker_") && u.text().startsWith("a/"), u.toString());
    assertEquals(List.of("a", "b"), List.copyOf(listing.corpora()));
  }

  @Test
  void aCorpusIsSplitAsIfItWereAlone() throws IOException {
    RunCorpora corpora = RunCorpora.of(both());
    assertEquals(5, corpora.foldCount(), "four speakers have four folds, six have five");
    for (int fold = 0; fold < 5; fold++) {
      Split joined = corpora.split(3, fold);
      Map<String, Side> expected = new TreeMap<>();
      sides(alone(first), fold).forEach((key, side) -> expected.put("a/" + key, side));
      sides(alone(second), fold % 4).forEach((key, side) -> expected.put("b/" + key, side));
      assertEquals(expected, joined.sides());
      assertTrue(joined.summary(corpora.listing()).testSpeakersUnseen());
    }
    assertEquals(List.of(), corpora.foldLines(3));
    assertEquals(List.of("b has 4 folds: fold 4 takes its fold 0"), corpora.foldLines(4));
    String message =
        assertThrows(IllegalArgumentException.class, () -> corpora.split(3, 5)).getMessage();
    assertTrue(message.contains("no fold 5; folds: 0 … 4"), message);
  }

  private static Map<String, Side> sides(Listing listing, int fold) throws IOException {
    return Protocols.DEFAULT.split(listing, 3, fold).sides();
  }

  @Test
  void eachCorpusMayHaveItsOwnProtocol() throws IOException {
    RunSpec spec = spec(corpus("a", first, "speaker-2"), corpus("b", second, "paper"));
    assertEquals("a+b, protocol speaker-2+paper, fold 0, seed 11", spec.title());
    Split split = RunCorpora.of(spec).split(1, 0);
    assertEquals("speaker-2+paper", split.protocol());
    assertTrue(split.rule().contains("; b each class 7/1/2 at random"), split.rule());
  }

  @Test
  void onlyTestedCorporaAreTheWholeTestSet() throws IOException {
    RunSpec spec =
        spec(corpus("a", first, "speaker"), CorpusSpec.tested("b", "synthetic", second.toString()));
    assertEquals("a, tested on b, protocol speaker, fold 0, seed 11", spec.title());
    RunCorpora corpora = RunCorpora.of(spec);
    Split split = corpora.split(3, 1);
    Map<String, Side> own = sides(alone(first), 1);
    Map<Side, Long> counts = new HashMap<>();
    split
        .sides()
        .forEach((key, side) -> {
          counts.merge(side, 1L, Long::sum);
          if (key.startsWith("a/")) {
            Side alone = own.get(key.substring(2));
            assertEquals(alone == Side.TEST ? Side.VAL : Side.TRAIN, side, key);
          } else {
            assertEquals(Side.TEST, side, key);
          }
        });
    assertEquals(48, counts.get(Side.TEST));
    assertTrue(split.summary(corpora.listing()).testSpeakersUnseen());
  }

  @Test
  void aSplitFileOfSeveralCorporaDividesThemTogether() throws IOException {
    RunCorpora corpora = RunCorpora.of(both());
    Path file = folder.resolve("split.json");
    SplitFile.save(corpora.split(3, 2), file);
    RunSpec again = spec(corpus("a", first, file.toString()), corpus("b", second, file.toString()));
    assertEquals(1, RunCorpora.of(again).foldCount());
    assertEquals(corpora.split(3, 2), RunCorpora.of(again).split(9, 0));
    Path ofOne = folder.resolve("one.json");
    SplitFile.save(Protocols.DEFAULT.split(alone(first), 3, 1), ofOne);
    RunCorpora cross =
        RunCorpora.of(
            spec(
                corpus("a", first, ofOne.toString()),
                CorpusSpec.tested("b", "synthetic", second.toString())));
    RunCorpora drawn =
        RunCorpora.of(
            spec(
                corpus("a", first, "speaker"),
                CorpusSpec.tested("b", "synthetic", second.toString())));
    assertEquals(drawn.split(3, 1).sides(), cross.split(3, 0).sides());
  }

  @Test
  void onePlaceTwiceIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    RunCorpora.of(spec(corpus("a", first, "speaker"), corpus("b", first, "paper"))))
            .getMessage();
    assertTrue(message.contains(first + " is given for two corpora"), message);
  }

  @Test
  void theModelIsTheSameForAnyNumberOfThreadsAndAfterAMove() throws Exception {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    RunResult result = TrainingRun.start(both(), one, Execution.threads(1), TrainListener.NONE);
    TrainingRun.start(both(), two, Execution.threads(2), TrainListener.NONE);
    assertArrayEquals(
        Files.readAllBytes(result.directory().model()),
        Files.readAllBytes(two.resolve("model.safetensors")));
    assertEquals(result.spec(), result.directory().spec());
    String split = result.split().lines().toString();
    assertTrue(split.contains("no speaker is shared between the subsets"), split);
    RunResult moved =
        TrainingRun.resume(one, List.of(first, second), Execution.threads(2), TrainListener.NONE);
    assertEquals(result.test().wa(), moved.test().wa());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    TrainingRun.resume(
                        one, List.of(first), Execution.threads(2), TrainListener.NONE))
            .getMessage();
    assertTrue(message.contains("2 corpora (a, b), 1 places"), message);
  }

  @Test
  void settingsOfOlderRunsAreRead() {
    RunSpec now = TinyRuns.spec(first, "simd", 2);
    ObjectNode old = Json.mapper().valueToTree(now);
    JsonNode corpus = old.remove("corpora").get(0);
    old.remove("shares");
    old.set("corpus", corpus.get("kind"));
    old.set("data", corpus.get("data"));
    old.set("protocol", corpus.get("protocol"));
    old.remove("init");
    ObjectNode config = (ObjectNode) old.get("config");
    JsonNode augmentation = config.remove("augmentation");
    for (String key : List.of("timeMasks", "timeMaskSize", "melMasks", "melMaskSize")) {
      ((ObjectNode) config.get("training")).set(key, augmentation.get(key));
    }
    RunSpec.upgrade(old);
    assertEquals(now, Json.convert(old, RunSpec.class, "settings"));
    assertEquals(
        "synthetic", now.corpora().stream().map(CorpusSpec::name).collect(Collectors.joining()));
  }
}
