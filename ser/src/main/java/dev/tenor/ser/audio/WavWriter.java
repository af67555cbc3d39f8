package dev.tenor.ser.audio;

import dev.tenor.engine.io.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes RIFF WAVE files: PCM, signed 16-bit little-endian, mono.
public final class WavWriter {
  private static final int HEADER_BYTES = 44;
  private static final int SAMPLE_BYTES = 2;
  private static final float SCALE = 32768f;

  private WavWriter() {}

  /// Writes `samples` (full scale is ±1, louder ones are clipped) as a whole or not at all; the
  /// folder must exist.
  ///
  /// @param sampleRate in Hz
  /// @throws IllegalArgumentException if a sample is NaN or infinite or `sampleRate` not positive
  /// @throws IOException if the file cannot be written
  public static void write(Path file, float[] samples, int sampleRate) throws IOException {
    byte[] wav;
    try {
      wav = bytes(samples, sampleRate);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    AtomicFile.write(file, out -> out.write(wav));
  }

  /// The content of such a file.
  ///
  /// @throws IllegalArgumentException as [#write] does
  public static byte[] bytes(float[] samples, int sampleRate) {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sample rate " + sampleRate + " is not positive");
    }
    int dataBytes = Math.multiplyExact(samples.length, SAMPLE_BYTES);
    ByteBuffer wav =
        ByteBuffer.allocate(Math.addExact(HEADER_BYTES, dataBytes)).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(sampleRate).putInt(sampleRate * SAMPLE_BYTES);
    wav.putShort((short) SAMPLE_BYTES).putShort((short) (8 * SAMPLE_BYTES));
    wav.put(ascii("data")).putInt(dataBytes);
    for (int i = 0; i < samples.length; i++) {
      if (!Float.isFinite(samples[i])) {
        throw new IllegalArgumentException("sample " + i + " is " + samples[i]);
      }
      wav.putShort(pcm16(samples[i]));
    }
    return wav.array();
  }

  private static short pcm16(float sample) {
    int rounded = Math.round(sample * SCALE);
    return (short) Math.clamp(rounded, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private static byte[] ascii(String chunk) {
    return chunk.getBytes(StandardCharsets.US_ASCII);
  }
}
