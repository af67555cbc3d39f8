package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;

/// AU (Sun, NeXT `.snd`): six big-endian numbers, a note, the samples.
final class AuReader {
  private static final int HEADER_BYTES = 24;
  private static final long UNKNOWN = 0xffff_ffffL;

  private AuReader() {}

  /// @param start where the header begins, after foreign tags
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (FileBytes in = new FileBytes(file, start, ByteOrder.BIG_ENDIAN)) {
      ByteBuffer header = in.at(0, HEADER_BYTES);
      int channels = header.getInt(20);
      sink.begin(header.getInt(16), layout(channels));
      SampleFormat format = format(file, header.getInt(12));
      long dataStart = Math.max(HEADER_BYTES, Integer.toUnsignedLong(header.getInt(4)));
      long declared = Integer.toUnsignedLong(header.getInt(8));
      long present = Math.max(0, in.size() - dataStart);
      boolean unknown = declared == UNKNOWN || declared == 0 && present > 0;
      if (!unknown && declared > present) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: was cut short, the header states %d bytes of samples but only %d follow;"
                    + " copy or export it again",
                file,
                declared,
                present));
      }
      long frames = (unknown ? present : declared) / ((long) channels * format.bytes);
      return new InterleavedSamples(dataStart, frames, channels, format)
          .decode(in, sink)
          .warn(unknown ? Decoded.NEVER_COMPLETED : null);
    }
  }

  /// The sink refuses a number that makes no sense.
  private static ChannelLayout layout(int channels) {
    return ChannelLayout.of(Math.clamp(channels, 0, 1 << 16));
  }

  private static SampleFormat format(Path file, int encoding) throws DataException {
    return switch (encoding) {
      case 1 -> SampleFormat.MU_LAW;
      case 2 -> SampleFormat.SIGNED_8;
      case 3 -> SampleFormat.PCM_16;
      case 4 -> SampleFormat.PCM_24;
      case 5 -> SampleFormat.PCM_32;
      case 6 -> SampleFormat.FLOAT_32;
      case 7 -> SampleFormat.FLOAT_64;
      case 27 -> SampleFormat.A_LAW;
      default ->
          throw new DataException(
              file
                  + ": holds AU samples of encoding "
                  + Integer.toUnsignedString(encoding)
                  + ", which cannot be read; convert it to 16-bit PCM WAV");
    };
  }
}
