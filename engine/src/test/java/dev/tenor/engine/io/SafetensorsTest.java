package dev.tenor.engine.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.tck.SharedFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Safetensors tensor(String dtype, String shape, ByteBuffer data) throws IOException {
    return RawFile.read(folder, RawFile.tensor(dtype, shape, data.array()));
  }

  @Test
  void readsWhatThePythonWriterLaysOut() throws IOException {
    String header =
        "{\"b\": {\"dtype\": \"F32\", \"shape\": [1, 2], \"data_offsets\": [2, 10]}, "
            + "\"__metadata__\": {\"seed\": \"7\", \"a\": \"\"}, "
            + "\"c\": {\"dtype\": \"U8\", \"shape\": [0, 3], \"data_offsets\": [10, 10]}, "
            + "\"a\": {\"data_offsets\": [0, 2], \"shape\": [], \"dtype\": \"I16\"}}   ";
    byte[] data = littleEndian(10).putShort((short) -3).putFloat(1.5f).putFloat(-0f).array();
    Safetensors file = RawFile.read(folder, RawFile.bytes(header, data));
    assertEquals(List.of("a", "b", "c"), file.names());
    assertEquals(List.of("seed", "a"), List.copyOf(file.metadata().keySet()));
    assertEquals(Map.of("seed", "7", "a", ""), file.metadata());
    assertEquals(DType.I16, file.dtype("a"));
    assertArrayEquals(new int[0], file.shape("a"));
    assertArrayEquals(new long[] {-3}, file.longs("a"));
    assertArrayEquals(new int[] {1, 2}, file.shape("b"));
    assertArrayEquals(new float[] {1.5f, -0f}, file.floats("b"));
    assertArrayEquals(new int[] {0, 3}, file.shape("c"));
    assertArrayEquals(new long[0], file.longs("c"));
    assertTrue(file.contains("c"));
    assertFalse(file.contains("__metadata__"));
  }

  @Test
  void aFileWithoutTensorsIsValid() throws IOException {
    Safetensors file = RawFile.read(folder, RawFile.bytes("{}", new byte[0]));
    assertEquals(List.of(), file.names());
    assertEquals(Map.of(), file.metadata());
    String message = assertThrows(FormatException.class, () -> file.floats("w")).getMessage();
    assertTrue(message.contains("no tensor at all"), message);
  }

  @Test
  void float32KeepsEveryBit() throws IOException {
    int[] bits = {0x7fc01234, 0xffc00001, 0x7f800000, 0x80000000, 1, 0x3f800001};
    ByteBuffer data = littleEndian(24);
    data.asIntBuffer().put(bits);
    float[] read = tensor("F32", "[6]", data).floats("x");
    for (int i = 0; i < bits.length; i++) {
      assertEquals(bits[i], Float.floatToRawIntBits(read[i]));
    }
  }

  @Test
  void otherFloatingPointTypesAreConverted() throws IOException {
    ByteBuffer half = littleEndian(8);
    half.putShort((short) 0x3c00).putShort((short) 0xc248);
    half.putShort((short) 0x0001).putShort((short) 0x7c00);
    assertArrayEquals(
        new float[] {1, -3.140625f, 0x1p-24f, Float.POSITIVE_INFINITY},
        tensor("F16", "[4]", half).floats("x"));
    ByteBuffer brain = littleEndian(4).putShort((short) 0x3f80).putShort((short) 0xc049);
    assertArrayEquals(new float[] {1, -3.140625f}, tensor("BF16", "[2]", brain).floats("x"));
    ByteBuffer wide = littleEndian(16).putDouble(0.1).putDouble(-2);
    assertArrayEquals(new float[] {0.1f, -2}, tensor("F64", "[2]", wide).floats("x"));
  }

  @Test
  void integersOfEveryWidthAreExact() throws IOException {
    ByteBuffer ones = littleEndian(8).putLong(0x7fff_ffff_0000_80ffL);
    assertArrayEquals(new long[] {0x7fff_ffff_0000_80ffL}, tensor("I64", "[1]", ones).longs("x"));
    assertArrayEquals(new long[] {0x80ff, 0x7fffffff}, tensor("I32", "[2]", ones).longs("x"));
    assertArrayEquals(new long[] {-32513, 0, -1, 32767}, tensor("I16", "[4]", ones).longs("x"));
    assertArrayEquals(new long[] {0x80ff, 0, 65535, 32767}, tensor("U16", "[4]", ones).longs("x"));
    assertArrayEquals(
        new long[] {-1, -128, 0, 0, -1, -1, -1, 127}, tensor("I8", "[8]", ones).longs("x"));
    assertArrayEquals(
        new long[] {255, 128, 0, 0, 255, 255, 255, 127}, tensor("U8", "[2,4]", ones).longs("x"));
    assertArrayEquals(new long[] {1, 1, 0, 0, 1, 1, 1, 1}, tensor("BOOL", "[8]", ones).longs("x"));
    ByteBuffer unsigned = littleEndian(4).putInt(-2);
    assertArrayEquals(new long[] {0xffff_fffeL}, tensor("U32", "[1]", unsigned).longs("x"));
  }

  @Test
  void theWrongKindOfNumberIsRefusedAlsoWhereThereIsNone() throws IOException {
    Safetensors labels = tensor("I64", "[0]", littleEndian(0));
    String message = assertThrows(FormatException.class, () -> labels.floats("x")).getMessage();
    assertTrue(message.contains("'x' holds I64 instead of floating-point numbers"), message);
    Safetensors weights = tensor("F32", "[0]", littleEndian(0));
    message = assertThrows(FormatException.class, () -> weights.longs("x")).getMessage();
    assertTrue(message.contains("'x' holds F32 instead of integers"), message);
  }

  @Test
  void anAbsentNameIsAnsweredWithCloseOnes() throws IOException {
    byte[] content =
        new SafetensorsWriter()
            .add("lstm.weight_ih_l0", new int[] {1}, new float[1])
            .add("lstm.weight_hh_l0", new int[] {1}, new float[1])
            .add("conv.bias", new int[] {1}, new float[1])
            .toBytes();
    Safetensors file = RawFile.read(folder, content);
    String message =
        assertThrows(FormatException.class, () -> file.shape("lstm.weight_hh_10")).getMessage();
    assertTrue(message.contains("holds no tensor 'lstm.weight_hh_10'"), message);
    assertTrue(message.endsWith("'lstm.weight_hh_l0', 'lstm.weight_ih_l0'"), message);
    message = assertThrows(FormatException.class, () -> file.dtype("w")).getMessage();
    assertTrue(message.contains("holds 3 tensors, the first: 'lstm.weight_ih_l0'"), message);
  }

  @Test
  void theCallerCannotChangeTheFile() throws IOException {
    Safetensors file = tensor("F32", "[1]", littleEndian(4).putFloat(2));
    file.shape("x")[0] = 9;
    file.floats("x")[0] = 9;
    assertArrayEquals(new int[] {1}, file.shape("x"));
    assertArrayEquals(new float[] {2}, file.floats("x"));
    assertThrows(UnsupportedOperationException.class, () -> file.metadata().put("a", "b"));
  }

  @Test
  void aMissingFileAndAFolderAreNamed() {
    Path missing = folder.resolve("missing.safetensors");
    String message =
        assertThrows(NoSuchFileException.class, () -> Safetensors.read(missing)).getMessage();
    assertTrue(message.contains(missing + ": no such file"), message);
    message = assertThrows(FormatException.class, () -> Safetensors.read(folder)).getMessage();
    assertTrue(message.contains(folder + ": not a regular file"), message);
  }

  @Test
  void everyGoldenFileReads() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SharedFiles.shared("golden"))) {
      files = all.filter(path -> path.toString().endsWith(".safetensors")).sorted().toList();
    }
    assertFalse(files.isEmpty());
    for (Path path : files) {
      Safetensors file = Safetensors.read(path);
      assertFalse(file.names().isEmpty(), path.toString());
      for (String name : file.names()) {
        int numel = 1;
        for (int dim : file.shape(name)) {
          numel *= dim;
        }
        boolean integers = file.dtype(name) == DType.I64;
        int length = integers ? file.longs(name).length : file.floats(name).length;
        assertEquals(numel, length, path + ": " + name);
      }
    }
  }
}
