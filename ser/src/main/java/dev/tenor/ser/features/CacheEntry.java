package dev.tenor.ser.features;

import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The features of one recording as a file, little-endian: magic [8], key [32], length of the facts
/// (int), the facts as JSON, features (float) `[numel]`, CRC-32C of all that (int).
///
/// @param features log-mel [frames · mels], not standardised; as many frames as the utterance has
/// @param facts properties of the recording
record CacheEntry(float[] features, AudioFacts facts) {
  private static final byte[] MAGIC = "TENORFTR".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;
  private static final int HEADER_BYTES = MAGIC.length + KEY_BYTES + Integer.BYTES;
  private static final int MAX_FACTS_BYTES = 1 << 16;

  /// No entry with so many features is larger.
  static long maxBytes(int numel) {
    return bytes(MAX_FACTS_BYTES, numel);
  }

  private static int bytes(int factsBytes, int numel) {
    return HEADER_BYTES + factsBytes + numel * Float.BYTES + Integer.BYTES;
  }

  byte[] encode(byte[] key) {
    byte[] json = Json.compact(facts).getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = littleEndian(new byte[bytes(json.length, features.length)]);
    file.put(MAGIC).put(key).putInt(json.length).put(json);
    file.asFloatBuffer().put(features);
    file.putInt(file.limit() - Integer.BYTES, checksum(file.array()));
    return file.array();
  }

  /// Empty if the bytes are not exactly what [#encode] returns for this key.
  static Optional<CacheEntry> decode(byte[] bytes, byte[] key) {
    if (bytes.length < bytes(0, 0)) {
      return Optional.empty();
    }
    ByteBuffer file = littleEndian(bytes);
    byte[] start = Arrays.copyOf(bytes, MAGIC.length + KEY_BYTES);
    int factsBytes = file.getInt(start.length);
    int numel = (bytes.length - bytes(0, 0) - factsBytes) / Float.BYTES;
    boolean whole =
        file.getInt(bytes.length - Integer.BYTES) == checksum(bytes)
            && factsBytes >= 0
            && numel >= 0
            && bytes.length == bytes(factsBytes, numel);
    if (!whole
        || !Arrays.equals(start, ByteBuffer.allocate(start.length).put(MAGIC).put(key).array())) {
      return Optional.empty();
    }
    try {
      AudioFacts facts = Json.mapper().readValue(bytes, HEADER_BYTES, factsBytes, AudioFacts.class);
      float[] features = new float[numel];
      file.position(HEADER_BYTES + factsBytes).asFloatBuffer().get(features);
      return Optional.of(new CacheEntry(features, facts));
    } catch (IOException _) {
      return Optional.empty(); // of another version
    }
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
