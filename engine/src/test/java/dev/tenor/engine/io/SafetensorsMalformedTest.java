package dev.tenor.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsMalformedTest {
  private static final byte[] NO_DATA = {};

  @TempDir Path folder;

  /// A file with this header, in which ' stands for ", before 8 bytes of data.
  private static byte[] header(String json) {
    return RawFile.bytes(json.replace('\'', '"'), new byte[8]);
  }

  /// A file of two F32 tensors `a` [1] and `b` [1] at these offsets, before 8 bytes of data.
  private static byte[] offsets(String a, String b) {
    String tensor = "'%s':{'dtype':'F32','shape':[1],'data_offsets':%s}";
    return header(
        "{"
            + String.format(Locale.ROOT, tensor, "a", a)
            + ","
            + String.format(Locale.ROOT, tensor, "b", b)
            + "}");
  }

  private static byte[] entry(String fields) {
    return header("{'x':{" + fields + "}}");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Arguments of(String name, byte[] content, String expected) {
    return Arguments.of(Named.of(name, content), expected);
  }

  static Stream<Arguments> files() {
    return Stream.of(frames(), json(), entries(), layouts()).flatMap(cases -> cases);
  }

  private static Stream<Arguments> frames() {
    byte[] two = ascii("{}");
    return Stream.of(
        of("empty file", NO_DATA, "0 bytes are too short"),
        of("seven bytes", new byte[7], "7 bytes are too short"),
        of("no header", new byte[8], "does not begin with '{'"),
        of("length 2^63", RawFile.bytes(1L << 63, two, NO_DATA), "9223372036854775808 exceeds"),
        of("length -1", RawFile.bytes(-1, two, NO_DATA), "18446744073709551615 exceeds"),
        of("length over 100 MB", RawFile.bytes(100_000_001, two, NO_DATA), "100000001 exceeds"),
        of("length beyond the file", RawFile.bytes(3, two, NO_DATA), "beyond the end"),
        of("text file", ascii("emotion,file\nanger,a.wav\n"), "exceeds the limit"));
  }

  private static Stream<Arguments> json() {
    return Stream.of(
        of("not UTF-8", RawFile.bytes(4, ascii("{\"\u00e9\""), NO_DATA), "not UTF-8"),
        of("UTF-16", RawFile.bytes(4, ascii("{\0}\0"), NO_DATA), "not valid JSON"),
        of("array", header("[]"), "does not begin with '{'"),
        of("leading space", header(" {}"), "does not begin with '{'"),
        of("unfinished", header("{'x':{"), "not valid JSON"),
        of("comment", header("{/**/}"), "not valid JSON"),
        of("deep nesting", header("{'x':{'shape':" + "[".repeat(100_000)), "array of integers"),
        of("two values", header("{}{}"), "more than one JSON value"),
        of("padding of zeros", header("{}\0\0"), "not valid JSON"),
        of("metadata number", header("{'__metadata__':{'seed':1}}"), "'seed' is not a string"),
        of("metadata string", header("{'__metadata__':'a'}"), "__metadata__ is not an object"),
        of("duplicate setting", header("{'__metadata__':{'a':'','a':''}}"), "Duplicate field 'a'"),
        of("tensor is a number", header("{'x':1}"), "tensor 'x' is not an object"));
  }

  private static Stream<Arguments> entries() {
    String type = "'dtype':'F32',";
    String range = ",'data_offsets':[0,8]";
    String wide = type + "'shape':[2147483647,2147483647,2147483647,2147483647]";
    return Stream.of(
        of("unknown dtype", entry("'dtype':'F31','shape':[2]" + range), "unknown dtype 'F31'"),
        of("dtype number", entry("'dtype':32,'shape':[2]" + range), "dtype is not a string"),
        of("no dtype", entry("'shape':[2]" + range), "lacks one of"),
        of("no shape", entry(type + "'data_offsets':[0,8]"), "lacks one of"),
        of("no offsets", entry(type + "'shape':[2]"), "lacks one of"),
        of("unknown entry", entry(type + "'dims':[2]" + range), "unknown entry 'dims'"),
        of("duplicate entry", entry(type + type + "'shape':[2]" + range), "Duplicate field"),
        of("three offsets", entry(type + "'shape':[2],'data_offsets':[0,4,8]"), "has 3"),
        of("huge offset", entry("'data_offsets':[0,9223372036854775808]"), "not valid JSON"),
        of("shape number", entry(type + "'shape':2" + range), "shape is not an array"),
        of("shape fraction", entry(type + "'shape':[2.0]" + range), "array of integers"),
        of("negative dim", entry(type + "'shape':[-2]" + range), "has the dim -2"),
        of("negative dims", entry(type + "'shape':[-1,-2]" + range), "has the dim -1"),
        of("huge dim", entry(type + "'shape':[2147483648]" + range), "has the dim 2147483648"),
        of("overflowing shape", entry(wide + range), "do not hold F32"),
        // 4 · 2³¹ · 2³¹ is 2⁶⁴, which an unchecked product would take for 0 bytes
        of(
            "shape of 2^64 bytes",
            entry(type + "'shape':[1073741824,1073741824,4],'data_offsets':[0,0]"),
            "do not hold F32"),
        of("wrong length", entry(type + "'shape':[3]" + range), "[3] (8 bytes given)"),
        of("scalar of 8 bytes", entry(type + "'shape':[]" + range), "[] (8 bytes given)"));
  }

  private static Stream<Arguments> layouts() {
    byte[] whole = RawFile.tensor("F32", "[2]", new byte[8]);
    return Stream.of(
        of("reversed", offsets("[4,0]", "[4,8]"), "'a': data_offsets [4, 0] are no range"),
        of("negative offset", offsets("[-4,0]", "[0,4]"), "are no range"),
        of("out of range", offsets("[0,4]", "[8,12]"), "beyond the 8 bytes of data"),
        of("same bytes twice", offsets("[0,4]", "[0,4]"), "'b' overlaps another"),
        of("overlap", offsets("[2,6]", "[0,4]"), "'a' overlaps another"),
        of("hole at the start", offsets("[2,6]", "[4,8]"), "'a' follows unused bytes"),
        of("hole", RawFile.bytes(holed(), new byte[12]), "'b' follows unused bytes"),
        of("trailing bytes", Arrays.copyOf(whole, whole.length + 3), "3 bytes follow"),
        of("data without tensors", header("{}"), "8 bytes follow the last tensor"),
        of("cut short", Arrays.copyOf(whole, whole.length - 1), "beyond the 7 bytes of data"));
  }

  private static String holed() {
    String tensor = "\"%s\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":%s}";
    return "{"
        + String.format(Locale.ROOT, tensor, "a", "[0,4]")
        + ","
        + String.format(Locale.ROOT, tensor, "b", "[8,12]")
        + "}";
  }

  @ParameterizedTest
  @MethodSource("files")
  void isRefusedInOneLineThatSaysWhy(byte[] content, String expected) {
    FormatException e = assertThrows(FormatException.class, () -> RawFile.read(folder, content));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().startsWith(folder.resolve("test.safetensors") + ": "));
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void aTensorNamedTwiceIsRefused() {
    String x = "'x':{'dtype':'F32','shape':[1],'data_offsets':[%s]}";
    byte[] content =
        header(
            "{"
                + String.format(Locale.ROOT, x, "0,4")
                + ","
                + String.format(Locale.ROOT, x, "4,8")
                + "}");
    FormatException e = assertThrows(FormatException.class, () -> RawFile.read(folder, content));
    assertTrue(e.getMessage().contains("Duplicate field 'x'"), e.getMessage());
  }

  @Test
  void aHostileNameNeitherBreaksTheLineNorFillsTheScreen() {
    String name = "\\n\\u001b[31m" + "a".repeat(100_000);
    byte[] content = header("{'" + name + "':{},'" + name + "':{}}");
    FormatException e = assertThrows(FormatException.class, () -> RawFile.read(folder, content));
    assertEquals(1, e.getMessage().lines().count());
    assertEquals(-1, e.getMessage().indexOf('\u001b'));
    assertTrue(e.getMessage().length() < 500, "length " + e.getMessage().length());
  }

  @Test
  void moreThanTwoGibibytesAreRefusedBeforeTheyAreRead() throws IOException {
    Path path = folder.resolve("huge.safetensors");
    String json =
        "{\"x\":{\"dtype\":\"U8\",\"shape\":[2147483647],\"data_offsets\":[0,2147483647]}}";
    byte[] start = RawFile.bytes(json, NO_DATA);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(start);
      file.setLength(start.length + 2147483647L); // sparse: takes no room on the disk
    }
    FormatException e = assertThrows(FormatException.class, () -> Safetensors.read(path));
    assertTrue(e.getMessage().contains("2147483647 bytes of data are more than 2 GiB"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damagedFilesAreRefusedOrReadButNeverCrash(long seed) throws IOException {
    byte[] valid =
        new SafetensorsWriter()
            .metadata("config", "{\"depth\": 2}")
            .addLongs("labels", new int[] {3}, new long[] {2, 0, 1})
            .add("weight", new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6})
            .add("scalar", new int[0], new float[] {Float.NaN})
            .add("none", new int[] {0, 7}, new float[0])
            .toBytes();
    RandomStream random = RandomStream.of(seed, "damage");
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] damaged = damage(valid, random);
      try {
        readEverything(RawFile.read(folder, damaged));
      } catch (FormatException _) {
        refused++;
      }
    }
    assertTrue(refused > 700 && refused < 1500, refused + " of 1500 refused, seed " + seed);
  }

  private static byte[] damage(byte[] valid, RandomStream random) {
    int length = random.nextInt(4) == 0 ? random.nextInt(valid.length) : valid.length;
    byte[] damaged = Arrays.copyOf(valid, length);
    for (int flips = random.nextInt(4); flips >= 0 && length > 0; flips--) {
      damaged[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static void readEverything(Safetensors file) throws FormatException {
    for (String name : file.names()) {
      boolean isFloat = file.dtype(name).name().contains("F");
      int length = isFloat ? file.floats(name).length : file.longs(name).length;
      assertEquals(length, Arrays.stream(file.shape(name)).reduce(1, Math::multiplyExact));
    }
  }
}
