package dev.tenor.tools.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.engine.io.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Model files that are damaged, foreign or hostile, for every command that takes one.
final class BadModelTest {
  @TempDir static Path folder;

  private static TinyRun tiny;

  @BeforeAll
  static void trainOnce() throws IOException {
    tiny = TinyRun.in(folder).trained();
  }

  /// @param word that the message holds, beside the file's name
  private record Case(String name, byte[] bytes, String word) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Case> damaged() throws IOException {
    ModelBytes model = ModelBytes.of(tiny.model());
    byte[] whole = model.with(h -> {});
    int half = whole.length / 2;
    byte[] longer = Arrays.copyOf(whole, whole.length + 4);
    return Stream.of(
        new Case("empty", new byte[0], "too short"),
        new Case("five bytes", Arrays.copyOf(whole, 5), "too short"),
        new Case("cut in the header", Arrays.copyOf(whole, 100), "cut short"),
        new Case("cut in the weights", Arrays.copyOf(whole, half), "cut short"),
        new Case("four bytes too many", longer, "4 bytes follow"),
        new Case("header of 2^63 bytes", prefixed(whole, Long.MIN_VALUE), "9223372036854775808"),
        new Case("header of 2^64 - 1 bytes", prefixed(whole, -1), "18446744073709551615"),
        new Case("header of 99 MB", prefixed(whole, 99_000_000), "beyond the end"),
        new Case("text", "this is no model\n".getBytes(StandardCharsets.UTF_8), "header length"),
        new Case("offsets overlap", model.with(BadModelTest::overlap), "overlaps"),
        new Case("offsets beyond 2^63", model.with(BadModelTest::beyond), "damaged"),
        new Case("wrong shape", model.with(BadModelTest::transpose), "shape"),
        new Case("another network's names", model.with(BadModelTest::rename), "another network"),
        new Case("other tensors", foreign(), "no Tenor model"),
        new Case("weights not numbers", model.withFirstWeight(Float.NaN), "NaN"));
  }

  private static Stream<Case> absurd() throws IOException {
    ModelBytes model = ModelBytes.of(tiny.model());
    String wide = "[65536,65536,65536]";
    List<Case> cases = new ArrayList<>();
    for (String key : List.of("features", "network", "labels", "standardizer", "provenance")) {
      String entry = "'" + key + "'";
      cases.add(new Case("no " + key, model.withMetadata(key, null), entry));
      cases.add(new Case(key + " empty", model.withMetadata(key, ""), entry));
      cases.add(new Case(key + " null", model.withMetadata(key, "null"), entry));
      cases.add(new Case(key + " cut short", model.withMetadata(key, "{\"a\":[1,"), entry));
      cases.add(new Case(key + " a number", model.withMetadata(key, "7"), entry));
    }
    cases.addAll(
        List.of(
            new Case("temperature 0", model.withMetadata("temperature", "0"), "temperature"),
            new Case("temperature hot", model.withMetadata("temperature", "hot"), "temperature"),
            new Case("temperature NaN", model.withMetadata("temperature", "NaN"), "temperature"),
            new Case("another format", model.withMetadata("format", "tenor-ser-9"), "tenor-ser-9"),
            new Case(
                "label null", model.withMetadata("labels", "[null,\"a\",\"b\",\"c\"]"), "labels"),
            new Case("labels twice", labels(model, "a", "a", "b", "c"), "labels"),
            new Case("too few labels", labels(model, "a", "b"), "2 labels"),
            new Case("2^32 weights", model.withSetting("network", "channels", wide), "network"),
            new Case("wide LSTM", model.withSetting("network", "lstmHidden", "65536"), "network"),
            new Case("2^31 LSTM", model.withSetting("network", "lstmHidden", "2147483647"), "lstm"),
            new Case("channels null", model.withSetting("network", "channels", "null"), "network"),
            new Case("depth -1", model.withSetting("network", "depth", "-1"), "depth"),
            new Case("depth 10^9", model.withSetting("network", "depth", "1000000000"), "depth"),
            new Case("a key too many", model.withSetting("network", "turbo", "1"), "turbo"),
            new Case("10^300 s", model.withSetting("features", "seconds", "1e300"), "seconds"),
            new Case("4 hours", model.withSetting("features", "seconds", "14400"), "sizes"),
            new Case("10^9 mels", model.withSetting("features", "nMels", "1000000000"), "nMels"),
            new Case("hop of 0", model.withSetting("features", "hopLength", "0"), "hopLength"),
            new Case("FFT of 3", model.withSetting("features", "nFft", "3"), "nFft"),
            new Case("empty mel filters", emptyFilters(model), "mel filter"),
            new Case("no means", model.withSetting("standardizer", "mean", "[]"), "standardizer"),
            new Case(
                "a std of 0", model.withSetting("standardizer", "std", "[0]"), "standardizer")));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource({"damaged", "absurd"})
  void everyCommandRefuses(Case bad) throws IOException {
    Path model = Files.write(folder.resolve("bad.safetensors"), bad.bytes());
    SortedMap<Path, String> before = Folder.content(folder);
    List<String> words = List.of(model.toString(), bad.word());
    Object[] evaluate = {"evaluate", model, "--corpus", "synthetic", "--data", tiny.corpus()};
    for (Object[] command :
        List.of(
            new Object[] {"info", model},
            new Object[] {"info", model, "--json"},
            new Object[] {"predict", "--quiet", "--json", "--model", model, tiny.clip()},
            evaluate)) {
      Outcome refused = Outcome.of(command).refused(Outcome.DATA, words);
      assertEquals("", refused.out());
    }
    assertEquals(before, Folder.content(folder));
  }

  @Test
  void aMissingModelIsNamed() {
    for (Object model : List.of(folder.resolve("none.safetensors"), folder.resolve("corpus"))) {
      List<String> words = List.of(model.toString());
      Outcome.of("info", model).refused(Outcome.DATA, words);
      Outcome.of("predict", "-m", model, tiny.clip()).refused(Outcome.DATA, words);
      Outcome.of("evaluate", model).refused(Outcome.DATA, words);
    }
  }

  private static byte[] prefixed(byte[] model, long headerLength) {
    byte[] bytes = model.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(headerLength);
    return bytes;
  }

  private static byte[] foreign() {
    return new SafetensorsWriter().add("weight", new int[] {2}, new float[] {1, 2}).toBytes();
  }

  private static byte[] labels(ModelBytes model, String... labels) throws IOException {
    return model.withMetadata("labels", "[\"" + String.join("\",\"", labels) + "\"]");
  }

  /// More filters than a short transform has bins: some filter would cover none.
  private static byte[] emptyFilters(ModelBytes model) throws IOException {
    return model.withSetting("features", "fMax", "100");
  }

  private static void overlap(ObjectNode header) {
    weight(
        header,
        1,
        w -> {
          long begin = w.get("data_offsets").get(0).longValue();
          long end = w.get("data_offsets").get(1).longValue();
          w.putArray("data_offsets").add(begin - 4).add(end - 4);
        });
  }

  private static void beyond(ObjectNode header) {
    weight(header, 1, w -> w.putArray("data_offsets").add(Long.MAX_VALUE - 4).add(Long.MAX_VALUE));
  }

  private static void transpose(ObjectNode header) {
    weight(
        header,
        0,
        w -> {
          int first = w.get("shape").get(0).intValue();
          int second = w.get("shape").get(1).intValue();
          w.putArray("shape").add(second).add(first).add(3).add(3);
        });
  }

  private static void rename(ObjectNode header) {
    String name = names(header).getFirst();
    header.set("encoder." + name, header.remove(name));
  }

  private static void weight(ObjectNode header, int index, Consumer<ObjectNode> change) {
    change.accept((ObjectNode) header.get(names(header).get(index)));
  }

  private static List<String> names(ObjectNode header) {
    return header.properties().stream()
        .map(entry -> entry.getKey())
        .filter(name -> !name.equals("__metadata__"))
        .toList();
  }
}
