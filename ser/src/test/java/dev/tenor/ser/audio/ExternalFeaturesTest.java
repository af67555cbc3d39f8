package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalFeaturesTest {
  @TempDir Path folder;

  private AudioSource write(int version, String header, int size, double... values)
      throws IOException {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes =
        ByteBuffer.allocate(12 + text.length + size * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) version).put((byte) 0);
    if (version == 1) {
      bytes.putShort((short) text.length);
    } else {
      bytes.putInt(text.length);
    }
    bytes.put(text);
    for (double value : values) {
      if (size == 4) {
        bytes.putFloat((float) value);
      } else {
        bytes.putDouble(value);
      }
    }
    Files.write(folder.resolve("clip.npy"), Arrays.copyOf(bytes.array(), bytes.position()));
    return AudioSource.of(folder.resolve("clip.wav"));
  }

  private static String header(String type, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
  }

  private static String problem(AudioSource source, int columns) {
    return assertThrows(DataException.class, () -> ExternalFeatures.of(source, columns, 100))
        .getMessage();
  }

  @Test
  void matricesAndVectorsOfBothKindsAreRead() throws IOException {
    AudioSource matrix = write(1, header("<f4", "(3, 2)"), 4, 1, 2, 3, 4, 5, 6);
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, ExternalFeatures.of(matrix, 2, 100));
    assertArrayEquals(new float[] {1, 2, 3, 4}, ExternalFeatures.of(matrix, 2, 2), "cut");
    AudioSource vector = write(2, header("<f8", "(3,)"), 8, 0.5, -1, 2);
    assertArrayEquals(new float[] {0.5f, -1, 2}, ExternalFeatures.of(vector, 3, 100));
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    AudioSource matrix = write(1, header("<f4", "(3, 2)"), 4, 1, 2, 3, 4, 5, 6);
    assertTrue(problem(matrix, 3).contains("is an array (3, 2), expected [frames, 3]"));
    assertTrue(problem(write(1, header("<f4", "(3, 2)"), 4, 1, 2), 2).contains("ends too early"));
    assertTrue(
        problem(write(1, header("<f4", "(1, 2)"), 4, 1, Double.NaN), 2).contains("NaN in row 0"));
    assertTrue(problem(write(1, header("<i8", "(1, 1)"), 8, 1), 1).contains("expected '<f4'"));
    assertTrue(
        problem(write(1, header("<f4", "(1, 1)").replace("False", "True"), 4, 1), 1)
            .contains("C order"));
    assertTrue(
        problem(write(1, header("<f4", "(1, 1, 1)"), 4, 1), 1).contains("expected [frames, 1]"));
    Files.writeString(folder.resolve("clip.npy"), "no numpy at all");
    assertTrue(problem(matrix, 2).contains("is no .npy file"));
    Files.delete(folder.resolve("clip.npy"));
    assertTrue(problem(matrix, 2).contains("no such file"));
  }
}
