package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/// Sun and NeXT audio (.au, .snd): a header of six big-endian words, then the samples.
final class AuReader {
  private static final int HEADER_BYTES = 24;
  private static final int UNKNOWN_SIZE = -1;

  private AuReader() {}

  /// @param start where the header lies, behind tags
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      PcmBlocks blocks = new PcmBlocks(file, channel, ByteOrder.BIG_ENDIAN);
      ByteBuffer header = blocks.bytes(start, HEADER_BYTES);
      long body = start + Integer.toUnsignedLong(header.getInt(4));
      WavSampleFormat format = format(file, header.getInt(12));
      int channels = header.getInt(20);
      sink.begin(header.getInt(16), ChannelLayout.of(Math.clamp(channels, 0, 1 << 16)));
      long present = Math.max(0, channel.size() - body);
      boolean told = header.getInt(8) != UNKNOWN_SIZE;
      long bytes = told ? Integer.toUnsignedLong(header.getInt(8)) : present;
      if (bytes > present) {
        throw new DataException(
            file
                + ": was cut short, the header says "
                + bytes
                + " bytes of samples but only "
                + present
                + " follow; copy or export it again");
      }
      long frames = bytes / ((long) channels * format.bytes);
      blocks.read(body, frames, channels, format, sink);
      return new Decoded(frames, List.of());
    }
  }

  private static WavSampleFormat format(Path file, int encoding) throws DataException {
    return switch (encoding) {
      case 1 -> WavSampleFormat.MU_LAW;
      case 2 -> WavSampleFormat.PCM_S8;
      case 3 -> WavSampleFormat.PCM_16;
      case 4 -> WavSampleFormat.PCM_24;
      case 5 -> WavSampleFormat.PCM_32;
      case 6 -> WavSampleFormat.FLOAT_32;
      case 7 -> WavSampleFormat.FLOAT_64;
      case 27 -> WavSampleFormat.A_LAW;
      default ->
          throw new DataException(
              file
                  + ": holds AU samples of encoding "
                  + encoding
                  + ", which cannot be read;"
                  + " convert it to 16-bit PCM WAV");
    };
  }
}
