package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// AIFF and AIFC (Apple, 1989 and 1991): big-endian chunks; samples as integers of 8 to 32 bits,
/// floats, A-law or mu-law, and with compression `sowt` little-endian.
final class AiffReader {
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int COMM_BYTES = 18;

  private final Path file;
  private final FileChannel channel;
  private final PcmBlocks blocks;
  private ByteBuffer comm;
  private long dataStart = -1;
  private long dataBytes;

  private AiffReader(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
    blocks = new PcmBlocks(file, channel, ByteOrder.BIG_ENDIAN);
  }

  /// @param start where the FORM header lies, behind tags
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      AiffReader reader = new AiffReader(file, channel);
      reader.findChunks(start + 12);
      return reader.decode(sink);
    }
  }

  private void findChunks(long first) throws IOException {
    long at = first;
    while (at + CHUNK_HEADER_BYTES <= channel.size() && (comm == null || dataStart < 0)) {
      ByteBuffer header = blocks.bytes(at, CHUNK_HEADER_BYTES);
      String id = StandardCharsets.ISO_8859_1.decode(header.slice(0, 4)).toString();
      long size = Integer.toUnsignedLong(header.getInt(4));
      long body = at + CHUNK_HEADER_BYTES;
      long present = channel.size() - body;
      if (size > present) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: was cut short, the chunk '%s' says %d bytes but only %d follow; copy it again",
                file,
                id.replaceAll("[^\\x20-\\x7e]", "."),
                size,
                present));
      }
      if (id.equals("COMM")) {
        comm = blocks.bytes(body, (int) Math.min(size, 64));
      } else if (id.equals("SSND") && size >= 8) {
        dataStart = body + 8 + Integer.toUnsignedLong(blocks.bytes(body, 4).getInt());
        dataBytes = Math.max(0, body + size - dataStart);
      }
      at = body + size + (size & 1);
    }
    if (comm == null || comm.capacity() < COMM_BYTES || dataStart < 0) {
      throw new DataException(
          file + ": has no whole COMM and SSND chunk; the file is damaged, copy it again");
    }
  }

  private Decoded decode(FrameSink sink) throws IOException {
    int channels = Short.toUnsignedInt(comm.getShort(0));
    int bits = Short.toUnsignedInt(comm.getShort(6));
    String codec =
        comm.capacity() >= 22
            ? StandardCharsets.ISO_8859_1.decode(comm.slice(18, 4)).toString()
            : "NONE";
    WavSampleFormat format = format(codec, bits);
    sink.begin(rate(), ChannelLayout.of(channels));
    long frames =
        Math.min(Integer.toUnsignedLong(comm.getInt(2)), dataBytes / (channels * format.bytes));
    ByteOrder order = codec.equals("sowt") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    new PcmBlocks(file, channel, order).read(dataStart, frames, channels, format, sink);
    return Decoded.of(frames);
  }

  private WavSampleFormat format(String codec, int bits) throws DataException {
    return switch (codec.toLowerCase(Locale.ROOT)) {
      case "none", "twos", "sowt" ->
          switch ((bits + 7) / 8) {
            case 1 -> WavSampleFormat.PCM_S8;
            case 2 -> WavSampleFormat.PCM_16;
            case 3 -> WavSampleFormat.PCM_24;
            case 4 -> WavSampleFormat.PCM_32;
            default -> throw unreadable(codec, bits);
          };
      case "fl32" -> WavSampleFormat.FLOAT_32;
      case "fl64" -> WavSampleFormat.FLOAT_64;
      case "alaw" -> WavSampleFormat.A_LAW;
      case "ulaw" -> WavSampleFormat.MU_LAW;
      default -> throw unreadable(codec, bits);
    };
  }

  private DataException unreadable(String codec, int bits) {
    return new DataException(
        file
            + ": holds AIFF samples of "
            + bits
            + " bits, compression '"
            + codec.replaceAll("[^\\x20-\\x7e]", ".")
            + "', which cannot be read; convert it to 16-bit PCM WAV");
  }

  /// The rate is an 80-bit float: sign and exponent [2], mantissa with its leading one [8].
  private int rate() {
    int exponent = (comm.getShort(8) & 0x7fff) - 16383;
    double mantissa = Integer.toUnsignedLong(comm.getInt(10)) / (double) (1L << 31);
    return (int) Math.round(Math.scalb(mantissa, exponent));
  }
}
