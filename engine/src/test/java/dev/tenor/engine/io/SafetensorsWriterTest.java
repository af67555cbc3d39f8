package dev.tenor.engine.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.random.RandomStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
  @TempDir Path folder;

  @Test
  void writesTheBytesOfTheFormat() {
    byte[] bytes =
        new SafetensorsWriter()
            .metadata("b", "2")
            .metadata("a", "\"1\"")
            .add("w", new int[] {2, 1}, new float[] {1, -2})
            .toBytes();
    String header =
        "{\"__metadata__\":{\"b\":\"2\",\"a\":\"\\\"1\\\"\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]}}   ";
    assertEquals(96, header.length());
    byte[] data = HexFormat.of().parseHex("0000803f" + "000000c0");
    assertArrayEquals(RawFile.bytes(header, data), bytes);
  }

  @Test
  void aFileWithoutTensorsIsItsHeaderAlone() throws IOException {
    byte[] bytes = new SafetensorsWriter().toBytes();
    assertArrayEquals(RawFile.bytes("{}      ", new byte[0]), bytes);
    assertEquals(List.of(), RawFile.read(folder, bytes).names());
  }

  @Test
  void valuesOfAllShapesAndLengthsComeBack() throws IOException {
    RandomStream random = RandomStream.of(5, "values");
    float[] big = new float[100_003]; // several chunks and a rest
    for (int i = 0; i < big.length; i++) {
      big[i] = Float.intBitsToFloat(random.nextInt()); // NaNs of every kind among them
    }
    long[] longs = new long[20_001];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = ((long) random.nextInt() << 32) | (random.nextInt() & 0xffffffffL);
    }
    Path path = folder.resolve("big.safetensors");
    new SafetensorsWriter()
        .add("big", new int[] {big.length}, big)
        .add("scalar", new int[0], new float[] {Float.NEGATIVE_INFINITY})
        .add("rank 7", new int[] {1, 1, 2, 1, 1, 3, 1}, new float[] {0, 1, 2, 3, 4, 5})
        .add("none", new int[] {4, 0}, new float[0])
        .addLongs("longs", new int[] {3, 6667}, longs)
        .write(path);
    Safetensors file = Safetensors.read(path);
    assertEquals(List.of("longs", "big", "scalar", "rank 7", "none"), file.names());
    assertArrayEquals(bits(big), bits(file.floats("big")));
    assertArrayEquals(longs, file.longs("longs"));
    assertArrayEquals(new float[] {Float.NEGATIVE_INFINITY}, file.floats("scalar"));
    assertArrayEquals(new int[0], file.shape("scalar"));
    assertArrayEquals(new int[] {1, 1, 2, 1, 1, 3, 1}, file.shape("rank 7"));
    assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, file.floats("rank 7"));
    assertArrayEquals(new int[] {4, 0}, file.shape("none"));
    assertEquals(0, file.floats("none").length);
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void namesAndMetadataOfAnyScriptComeBack() throws IOException {
    String name = "größe/重み\n\"\\\u0000😀";
    byte[] bytes =
        new SafetensorsWriter()
            .metadata(name, name)
            .add(name, new int[] {1}, new float[] {3})
            .add("", new int[] {1}, new float[] {4})
            .toBytes();
    assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
    Safetensors file = RawFile.read(folder, bytes);
    assertEquals(List.of(name, ""), file.names());
    assertEquals(Map.of(name, name), file.metadata());
    assertArrayEquals(new float[] {3}, file.floats(name));
    assertArrayEquals(new float[] {4}, file.floats(""));
  }

  @Test
  void everyTensorLiesOnAMultipleOfItsElementSize() throws IOException {
    byte[] bytes =
        new SafetensorsWriter()
            .add("odd", new int[] {1}, new float[] {1})
            .addLongs("num_batches_tracked", new int[0], new long[] {5})
            .toBytes();
    Safetensors file = RawFile.read(folder, bytes);
    assertEquals(List.of("num_batches_tracked", "odd"), file.names());
    assertArrayEquals(new long[] {5}, file.longs("num_batches_tracked"));
  }

  @Test
  void theStreamStaysOpen() throws IOException {
    Path path = folder.resolve("twice");
    SafetensorsWriter writer = new SafetensorsWriter().metadata("a", "b");
    try (OutputStream out = Files.newOutputStream(path)) {
      writer.write(out);
      writer.write(out);
    }
    assertEquals(2L * writer.toBytes().length, Files.size(path));
  }

  @Test
  void mistakesOfTheCallerAreNamed() {
    SafetensorsWriter writer =
        new SafetensorsWriter().metadata("k", "v").add("w", new int[] {1}, new float[1]);
    assertRefused("'w' added twice", () -> writer.add("w", new int[] {1}, new float[1]));
    assertRefused("'w' added twice", () -> writer.addLongs("w", new int[] {1}, new long[1]));
    assertRefused("'k' added twice", () -> writer.metadata("k", "v"));
    assertRefused("reserved", () -> writer.add("__metadata__", new int[] {1}, new float[1]));
    assertRefused("[2, 3] does not fit 5", () -> writer.add("x", new int[] {2, 3}, new float[5]));
    assertRefused("[-2, -3] does not", () -> writer.add("x", new int[] {-2, -3}, new float[6]));
    assertRefused("[-1, 0] does not", () -> writer.add("x", new int[] {-1, 0}, new float[0]));
    int[] wrapping = {1 << 30, 1 << 30, 4}; // 2⁶² · 4 · 4 bytes is 0 modulo 2⁶⁴
    assertRefused("does not fit 0", () -> writer.add("x", wrapping, new float[0]));
    assertRefused("surrogate", () -> writer.add("\ud83d", new int[] {1}, new float[1]));
    assertRefused("surrogate", () -> writer.metadata("x", "\ude00"));
    assertThrows(NullPointerException.class, () -> writer.metadata("x", null));
  }

  @Test
  void whatTheReaderCannotTakeIsNotWritten() {
    SafetensorsWriter writer = new SafetensorsWriter();
    float[] shared = new float[1 << 20];
    for (int i = 0; i < 512; i++) {
      writer.add("w" + i, new int[] {shared.length}, shared); // 2 GiB in all
    }
    assertRefused("split the file", () -> writer.write(OutputStream.nullOutputStream()));
  }

  private interface Mistake {
    void make() throws IOException;
  }

  private static void assertRefused(String expected, Mistake mistake) {
    String message = assertThrows(IllegalArgumentException.class, mistake::make).getMessage();
    assertTrue(message.contains(expected), message);
  }
}
