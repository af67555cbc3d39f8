package dev.tenor.ser.train;

import dev.tenor.ser.data.Dataset;
import dev.tenor.ser.data.Example;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tells identical recordings by what the network hears of them.
final class Sounds {
  private Sounds() {}

  /// Utterance key → hash of its features.
  static Map<String, String> of(Dataset data) {
    Map<String, String> sounds = new TreeMap<>();
    for (List<Example> side : data.sides().values()) {
      side.forEach(example -> sounds.put(example.utterance().key(), hash(example.features())));
    }
    return sounds;
  }

  private static String hash(float[] features) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * features.length);
    bytes.asFloatBuffer().put(features);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException("SHA-256", e);
    }
  }
}
