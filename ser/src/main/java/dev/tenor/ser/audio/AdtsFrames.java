package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The frames of an ADTS file (ISO 14496-3, 1.A.3.2).
final class AdtsFrames implements AutoCloseable {
  private static final int HEADER_BYTES = 7;
  private static final int CHECKSUM_BYTES = 2;

  private final Path file;
  private final InputStream in;
  private byte[] config;

  private AdtsFrames(Path file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  static AdtsFrames open(Path file, long start) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    in.skipNBytes(start);
    return new AdtsFrames(file, in);
  }

  /// The AudioSpecificConfig that the first frame amounts to.
  byte[] config() {
    return config;
  }

  /// @return the data of the next frame, null at the end, where tags may follow
  /// @throws DataException where the last frame is torn
  byte[] next() throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    if (header.length < 2 || !isHeader(header)) {
      return null;
    }
    if (header.length < HEADER_BYTES) {
      throw torn();
    }
    int length = (header[3] & 3) << 11 | (header[4] & 0xff) << 3 | (header[5] & 0xff) >> 5;
    int checksum = (header[1] & 1) == 0 ? CHECKSUM_BYTES : 0;
    if ((header[6] & 3) != 0) {
      throw new DataException(
          file + ": has several AAC blocks in a frame, which cannot be read; convert it to WAV");
    }
    if (config == null) {
      config = config(header);
    }
    int rest = Math.max(0, length - HEADER_BYTES);
    byte[] data = in.readNBytes(rest);
    if (data.length < rest || rest < checksum) {
      throw torn();
    }
    return Arrays.copyOfRange(data, checksum, rest);
  }

  static boolean isHeader(byte[] bytes) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xf6) == 0xf0;
  }

  private static byte[] config(byte[] header) {
    int type = (header[2] >> 6 & 3) + 1;
    int rate = header[2] >> 2 & 15;
    int channels = (header[2] & 1) << 2 | header[3] >> 6 & 3;
    int packed = type << 11 | rate << 7 | channels << 3;
    return new byte[] {(byte) (packed >> 8), (byte) packed};
  }

  private DataException torn() {
    return new DataException(
        file + ": was cut short, its last AAC frame is torn; copy or record it again");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
