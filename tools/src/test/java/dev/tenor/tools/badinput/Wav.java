package dev.tenor.tools.badinput;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// WAV files put together by hand, right or wrong.
final class Wav {
  private static final int HEADER_BYTES = 44;

  private Wav() {}

  /// @param tag 1 for PCM, 3 for floats
  /// @param dataBytes what the header says of the samples
  static byte[] header(int tag, int channels, int rate, int bytesPerSample, long dataBytes) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int frameBytes = channels * bytesPerSample;
    header.put(ascii("RIFF")).putInt((int) (HEADER_BYTES - 8 + dataBytes)).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(16).putShort((short) tag).putShort((short) channels);
    header.putInt(rate).putInt(rate * frameBytes);
    header.putShort((short) frameBytes).putShort((short) (8 * bytesPerSample));
    return header.put(ascii("data")).putInt((int) dataBytes).array();
  }

  /// 16 kHz, mono, floats.
  static byte[] floats(float... samples) {
    int dataBytes = Float.BYTES * samples.length;
    ByteBuffer wav = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(header(3, 1, 16000, Float.BYTES, dataBytes));
    wav.asFloatBuffer().put(samples);
    return wav.array();
  }

  /// Silence that takes no room on the disk: stereo floats at 48 kHz, 384 kB for a second.
  static void sparse(Path file, int seconds) throws IOException {
    long dataBytes = 48_000L * 2 * Float.BYTES * seconds;
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(header(3, 2, 48_000, Float.BYTES, dataBytes));
      out.setLength(HEADER_BYTES + dataBytes);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
