package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Features that another program computed of a recording, wav2vec 2.0 or openSMILE for instance:
/// NumPy's format, `NAME.npy` beside `NAME.wav`, a matrix `[frames, columns]` or a vector
/// `[columns]` of float32 or float64, little-endian, in C order.
public final class ExternalFeatures {
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{.*'descr': *'<f([48])'.*'fortran_order': *False.*'shape': *\\(([0-9, ]+)\\).*\\}.*",
          Pattern.DOTALL);
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LONGEST_HEADER = 1 << 16;

  private ExternalFeatures() {}

  /// @param columns that each row must have
  /// @param most rows that are taken; those behind them are left out
  /// @return [rows · columns], row-major
  /// @throws DataException if the file is missing, another kind of array, or holds NaN or infinity
  public static float[] of(AudioSource source, int columns, int most) throws IOException {
    Path file = beside(source.file());
    if (!source.segment().equals(Segment.WHOLE)) {
      throw new DataException(
          source.file() + ": is a segment of a recording; external features are of whole files");
    }
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          file + ": no such file; external features stand beside their recording");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    Matcher header = header(file, bytes);
    String[] shape = header.group(2).replace(" ", "").split(",");
    int width = Integer.parseInt(shape[shape.length - 1]);
    int rows = shape.length == 1 ? 1 : Integer.parseInt(shape[0]);
    int size = header.group(1).equals("4") ? Float.BYTES : Double.BYTES;
    if (shape.length > 2 || width != columns || rows == 0) {
      throw wrong(
          file, "is an array (" + header.group(2) + "), expected [frames, " + columns + "]");
    }
    if (bytes.remaining() != (long) rows * width * size) {
      throw wrong(file, "ends too early or too late for (" + header.group(2) + ")");
    }
    float[] values = new float[Math.min(rows, most) * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = size == Float.BYTES ? bytes.getFloat() : (float) bytes.getDouble();
      if (!Float.isFinite(values[i])) {
        throw wrong(file, String.format(Locale.ROOT, "holds %s in row %d", values[i], i / columns));
      }
    }
    return values;
  }

  private static Path beside(Path recording) {
    String name = recording.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return recording.resolveSibling((dot <= 0 ? name : name.substring(0, dot)) + ".npy");
  }

  /// Reads up to the values.
  private static Matcher header(Path file, ByteBuffer bytes) throws DataException {
    int major = bytes.remaining() > 12 ? bytes.get(6) : 0;
    for (int i = 0; i < MAGIC.length; i++) {
      if (major == 0 || bytes.get(i) != MAGIC[i]) {
        throw wrong(file, "is no .npy file");
      }
    }
    bytes.position(8);
    int length = major == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
    if (length < 0 || length > Math.min(LONGEST_HEADER, bytes.remaining())) {
      throw wrong(file, "is damaged: its header has " + length + " bytes");
    }
    byte[] text = new byte[length];
    bytes.get(text);
    String header = new String(text, StandardCharsets.ISO_8859_1);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw wrong(
          file, "has the header " + header.strip() + "; expected '<f4' or '<f8' in C order");
    }
    return matcher;
  }

  private static DataException wrong(Path file, String problem) {
    return new DataException(file + ": " + problem + "; write float32 with numpy.save");
  }
}
