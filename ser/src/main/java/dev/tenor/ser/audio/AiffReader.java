package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;

/// AIFF and AIFF-C: integers in either order, floats, µ-law and A-law. Its numbers are big-endian.
final class AiffReader {
  private static final int FORM_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int COMM_BYTES = 18;
  private static final int SSND_HEADER_BYTES = 8;
  private static final long UNKNOWN = 0xffff_ffffL;

  private final Path file;
  private final FileBytes in;
  private ByteBuffer common;
  private long dataStart = -1;
  private long dataBytes;
  private boolean unknown;

  private AiffReader(Path file, FileBytes in) {
    this.file = file;
    this.in = in;
  }

  /// @param start where FORM begins, after foreign tags
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (FileBytes in = new FileBytes(file, start, ByteOrder.BIG_ENDIAN)) {
      AiffReader reader = new AiffReader(file, in);
      reader.findChunks();
      return reader.decode(sink);
    }
  }

  private void findChunks() throws IOException {
    long at = FORM_HEADER_BYTES;
    while (at + CHUNK_HEADER_BYTES <= in.size() && (common == null || dataStart < 0)) {
      ByteBuffer header = in.at(at, CHUNK_HEADER_BYTES);
      String id = FileBytes.fourLetters(header, 0);
      long size = Integer.toUnsignedLong(header.getInt(4));
      long start = at + CHUNK_HEADER_BYTES;
      if (id.equals("SSND")) {
        size = takeSamples(size, start);
      } else if (size > in.size() - start) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: the chunk '%s' at byte %d states %d bytes but only %d follow;"
                    + " the file is damaged or cut short",
                file,
                FileBytes.printable(id),
                at,
                size,
                in.size() - start));
      } else if (id.equals("COMM")) {
        takeCommon(start, size);
      }
      at = start + size + (size & 1);
    }
    if (common == null || dataStart < 0) {
      throw new DataException(
          file
              + ": has no '"
              + (common == null ? "COMM" : "SSND")
              + "' chunk; the file ends after its header, copy it again");
    }
  }

  private void takeCommon(long start, long size) throws IOException {
    if (size < COMM_BYTES) {
      throw new DataException(
          file
              + ": the 'COMM' chunk has "
              + size
              + " bytes, at least 18 are needed; the file is damaged");
    }
    common = in.at(start, (int) Math.min(size, COMM_BYTES + 4));
  }

  /// @return the size of the chunk
  private long takeSamples(long declared, long start) throws IOException {
    long present = in.size() - start;
    unknown =
        declared == UNKNOWN || declared <= SSND_HEADER_BYTES && common != null && frames() == 0;
    long size = unknown ? present : declared;
    if (size > present) {
      throw cutShort(size, present);
    }
    if (size >= SSND_HEADER_BYTES) {
      long offset = Integer.toUnsignedLong(in.at(start, SSND_HEADER_BYTES).getInt(0));
      dataStart = start + SSND_HEADER_BYTES + offset;
      dataBytes = Math.max(0, size - SSND_HEADER_BYTES - offset);
    } else {
      dataStart = start;
    }
    return size;
  }

  private long frames() {
    return Integer.toUnsignedLong(common.getInt(2));
  }

  private Decoded decode(FrameSink sink) throws IOException {
    int channels = Short.toUnsignedInt(common.getShort(0));
    sink.begin(rate(), ChannelLayout.aiff(channels));
    String codec = common.limit() < COMM_BYTES + 4 ? "NONE" : FileBytes.fourLetters(common, 18);
    SampleFormat format = format(codec);
    long frames = dataBytes / ((long) channels * format.bytes);
    if (!unknown && frames() != UNKNOWN && frames() > frames) {
      throw cutShort(frames() * channels * format.bytes, dataBytes);
    }
    boolean noCount = unknown || frames() == 0 || frames() == UNKNOWN;
    String warning = noCount && frames > 0 ? Decoded.NEVER_COMPLETED : null;
    long total = noCount ? frames : frames();
    InterleavedSamples samples = new InterleavedSamples(dataStart, total, channels, format);
    FileBytes data = codec.equals("sowt") ? in.order(ByteOrder.LITTLE_ENDIAN) : in;
    return samples.decode(data, sink).warn(warning);
  }

  /// The rate is a float of 80 bits: sign and exponent of 16, mantissa of 64 with its leading one.
  private int rate() {
    int exponent = (common.getShort(8) & 0x7fff) - 16383 - 63;
    long mantissa = common.getLong(10);
    double rate = ((mantissa >>> 1) * 2.0 + (mantissa & 1)) * StrictMath.pow(2, exponent);
    return (int) Math.round(rate);
  }

  private SampleFormat format(String codec) throws DataException {
    int bits = Short.toUnsignedInt(common.getShort(6));
    SampleFormat format =
        switch (codec.toLowerCase(Locale.ROOT)) {
          case "none", "twos", "sowt", "in24", "in32" -> SampleFormat.signed((bits + 7) / 8);
          case "raw " -> bits == 8 ? SampleFormat.UNSIGNED_8 : null;
          case "fl32" -> SampleFormat.FLOAT_32;
          case "fl64" -> SampleFormat.FLOAT_64;
          case "ulaw" -> SampleFormat.MU_LAW;
          case "alaw" -> SampleFormat.A_LAW;
          default -> null;
        };
    if (format == null) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: holds AIFF samples of codec '%s', %d bits, which cannot be read;"
                  + " convert it to 16-bit PCM WAV",
              file,
              FileBytes.printable(codec),
              bits));
    }
    return format;
  }

  private DataException cutShort(long declared, long present) {
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: was cut short, the header states %d bytes of samples but only %d follow;"
                + " copy or export it again",
            file,
            declared,
            present));
  }
}
