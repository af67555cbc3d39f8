package dev.tenor.ser.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Builds WAV files chunk by chunk, sound ones and broken ones.
final class WavBytes {
  private static final byte[] GUID_TAIL = {
    0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71
  };

  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
  private String magic = "RIFF";
  private long riffBytes = -1;

  WavBytes magic(String value) {
    magic = value;
    return this;
  }

  WavBytes riffBytes(long value) {
    riffBytes = value;
    return this;
  }

  WavBytes format(int tag, int channels, int rate, int bits) {
    return format(tag, channels, rate, bits, channels * bits / 8);
  }

  WavBytes format(int tag, int channels, int rate, int bits, int frameBytes) {
    return chunk("fmt ", formatBody(16, tag, channels, rate, bits, frameBytes).array());
  }

  WavBytes extensible(int tag, int channels, int rate, int bits) {
    return extensible(tag, channels, rate, bits, 0);
  }

  WavBytes extensible(int tag, int channels, int rate, int bits, int mask) {
    ByteBuffer body = formatBody(40, 0xfffe, channels, rate, bits, channels * bits / 8);
    body.putShort((short) 22)
        .putShort((short) bits)
        .putInt(mask)
        .putShort((short) tag)
        .put(GUID_TAIL);
    return chunk("fmt ", body.array());
  }

  private static ByteBuffer formatBody(
      int size, int tag, int channels, int rate, int bits, int frameBytes) {
    return little(size)
        .putShort((short) tag)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * frameBytes)
        .putShort((short) frameBytes)
        .putShort((short) bits);
  }

  WavBytes shorts(int... samples) {
    ByteBuffer body = little(2 * samples.length);
    for (int sample : samples) {
      body.putShort((short) sample);
    }
    return chunk("data", body.array());
  }

  WavBytes floats(float... samples) {
    ByteBuffer body = little(4 * samples.length);
    for (float sample : samples) {
      body.putFloat(sample);
    }
    return chunk("data", body.array());
  }

  WavBytes chunk(String id, byte... body) {
    return chunk(id, body.length, body);
  }

  /// A chunk that may lie about its size.
  WavBytes chunk(String id, long declared, byte[] body) {
    chunks.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
    chunks.writeBytes(little(4).putInt((int) declared).array());
    chunks.writeBytes(body);
    if (body.length % 2 == 1) {
      chunks.write(0);
    }
    return this;
  }

  byte[] build() {
    long size = riffBytes < 0 ? chunks.size() + 4 : riffBytes;
    ByteBuffer file = little(12 + chunks.size());
    file.put(magic.getBytes(StandardCharsets.US_ASCII)).putInt((int) size);
    file.put("WAVE".getBytes(StandardCharsets.US_ASCII)).put(chunks.toByteArray());
    return file.array();
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
