package dev.tenor.ser.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The features of one recording as a file, little-endian: magic [8], key [32], seconds (double),
/// features (float) [numel], CRC-32C of all that (int).
///
/// @param features log-mel [frames · mels], not standardised
/// @param seconds the length of the recording
record CacheEntry(float[] features, double seconds) {
  private static final byte[] MAGIC = "TENORFTR".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;
  private static final int HEADER_BYTES = MAGIC.length + KEY_BYTES + Double.BYTES;

  static int bytes(int numel) {
    return HEADER_BYTES + numel * Float.BYTES + Integer.BYTES;
  }

  byte[] encode(byte[] key) {
    ByteBuffer file = littleEndian(new byte[bytes(features.length)]);
    file.put(MAGIC).put(key).putDouble(seconds);
    file.asFloatBuffer().put(features);
    file.putInt(file.limit() - Integer.BYTES, checksum(file.array()));
    return file.array();
  }

  /// Nothing if the bytes are not exactly what [#encode] makes for this key.
  static Optional<CacheEntry> decode(byte[] bytes, byte[] key, int numel) {
    if (bytes.length != bytes(numel)) {
      return Optional.empty();
    }
    ByteBuffer file = littleEndian(bytes);
    byte[] start = Arrays.copyOf(bytes, MAGIC.length + KEY_BYTES);
    boolean whole = file.getInt(bytes.length - Integer.BYTES) == checksum(bytes);
    if (!whole
        || !Arrays.equals(start, ByteBuffer.allocate(start.length).put(MAGIC).put(key).array())) {
      return Optional.empty();
    }
    double seconds = file.position(start.length).getDouble();
    float[] features = new float[numel];
    file.asFloatBuffer().get(features);
    return Optional.of(new CacheEntry(features, seconds));
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Of everything but the checksum's own place.
  private static int checksum(byte[] file) {
    CRC32C crc = new CRC32C();
    crc.update(file, 0, file.length - Integer.BYTES);
    return (int) crc.getValue();
  }
}
