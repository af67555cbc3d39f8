package dev.tenor.ser.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NpyFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"2, 3", "1, 1", "12345, 7", "0, 40"})
  void theFileIsWhatTheFormatSays(int rows, int columns) throws IOException {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 0.5f;
    }
    Path file = folder.resolve("f.npy");
    NpyFile.write(file, values, rows, columns);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[8];
    bytes.get(magic);
    assertArrayEquals(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, magic);
    byte[] header = new byte[bytes.getShort()];
    bytes.get(header);
    assertEquals(0, bytes.position() % 64);
    String text = new String(header, StandardCharsets.US_ASCII);
    assertEquals('\n', text.charAt(text.length() - 1));
    assertEquals(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }",
        text.strip());
    float[] read = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(read);
    assertArrayEquals(values, read);
  }
}
