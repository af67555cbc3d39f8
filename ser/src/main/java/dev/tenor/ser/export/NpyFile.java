package dev.tenor.ser.export;

import dev.tenor.engine.io.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes numpy's `.npy` format, version 1.0: magic, header length, a Python dictionary padded with
/// spaces to a multiple of 64 bytes, then the values, little-endian float32 in row-major order.
public final class NpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private NpyFile() {}

  /// @param values row-major
  /// @param dims the shape: of a matrix its rows and columns
  public static void write(Path file, float[] values, int... dims) throws IOException {
    String shape =
        IntStream.of(dims)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", "(", dims.length == 1 ? ",)" : ")"));
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    int prefix = MAGIC.length + Short.BYTES;
    int end = Math.ceilDiv(prefix + header.length() + 1, ALIGNMENT) * ALIGNMENT;
    String padded = header + " ".repeat(end - prefix - header.length() - 1) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(end + Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putShort((short) padded.length());
    bytes.put(padded.getBytes(StandardCharsets.US_ASCII));
    bytes.asFloatBuffer().put(values);
    AtomicFile.write(file, out -> out.write(bytes.array()));
  }
}
