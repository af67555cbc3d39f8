package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// RIFF WAVE and RF64: uncompressed samples of 8, 16, 24 or 32 bits or floats, with or without the
/// extensible header, and any other chunks around them.
///
/// A file cut short is an error. Programs that write to a pipe cannot know the length and write 0
/// or a number near 2³¹ or 2³² for it, in the outer header too; their samples go to the end of the
/// file.
final class WavReader {
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int MAX_FMT_BYTES = 40;
  private static final int EXTENSIBLE = 0xfffe;
  private static final long SIZE_IN_DS64 = 0xffff_ffffL;

  /// From here on a size in the outer header means that the writer did not know it.
  private static final long UNKNOWN_SIZE = 0x7fff_0000L;

  private static final int FRAMES_PER_READ = 4096;

  private final Path file;
  private final FileChannel channel;
  private final long fileBytes;
  private ByteBuffer fmt;
  private long dataStart = -1;
  private long dataBytes;

  /// Size of the samples in an RF64 file, whose 32-bit size says 0xffffffff.
  private long wideDataBytes = -1;

  private WavReader(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    fileBytes = channel.size();
  }

  static Decoded read(Path file, FrameSink sink) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      WavReader reader = new WavReader(file, channel);
      reader.findChunks();
      return reader.decode(sink);
    }
  }

  private void findChunks() throws IOException {
    long riffBytes = Integer.toUnsignedLong(bytes(0, RIFF_HEADER_BYTES).getInt(4));
    boolean streamed = riffBytes == 0 || riffBytes >= UNKNOWN_SIZE;
    long at = RIFF_HEADER_BYTES;
    while (at + CHUNK_HEADER_BYTES <= fileBytes && (fmt == null || dataStart < 0)) {
      ByteBuffer header = bytes(at, CHUNK_HEADER_BYTES);
      String id = StandardCharsets.ISO_8859_1.decode(header.slice(0, 4)).toString();
      long size = Integer.toUnsignedLong(header.getInt(4));
      long start = at + CHUNK_HEADER_BYTES;
      if (id.equals("data")) {
        size = dataSize(size, fileBytes - start, streamed);
      }
      if (size > fileBytes - start) {
        throw new DataException(cutShort(id, at, size, fileBytes - start));
      }
      take(id, start, size);
      at = start + size + (size & 1); // chunks begin at even offsets
    }
    if (fmt == null || dataStart < 0) {
      throw new DataException(
          file
              + ": has no '"
              + (fmt == null ? "fmt " : "data")
              + "' chunk; the file ends after its header, copy it again");
    }
  }

  /// Bytes of samples: as declared, except where the writer could not know.
  private long dataSize(long declared, long present, boolean streamed) {
    if (declared == SIZE_IN_DS64 && wideDataBytes >= 0) {
      return wideDataBytes;
    }
    boolean unknown = declared == 0 || declared >= UNKNOWN_SIZE && declared > present;
    return streamed && unknown ? present : declared;
  }

  private void take(String id, long start, long size) throws IOException {
    switch (id) {
      case "fmt " -> fmt = bytes(start, (int) Math.min(size, MAX_FMT_BYTES));
      case "ds64" -> wideDataBytes = size >= 16 ? bytes(start, 16).getLong(8) : -1;
      case "data" -> {
        dataStart = start;
        dataBytes = size;
      }
      default -> {} // LIST, PAD, bext, fact, …: nothing that the samples need
    }
  }

  private Decoded decode(FrameSink sink) throws IOException {
    if (fmt.capacity() < 16) {
      throw new DataException(
          file
              + ": the 'fmt ' chunk has "
              + fmt.capacity()
              + " bytes, at least 16 are needed; the file is damaged");
    }
    int channels = Short.toUnsignedInt(fmt.getShort(2));
    WavSampleFormat format = sampleFormat();
    sink.begin(fmt.getInt(4), ChannelLayout.of(channels));
    int frameBytes = Short.toUnsignedInt(fmt.getShort(12));
    if (frameBytes != channels * format.bytes) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the header says %d bytes a frame, but %d channels of %d bytes make %d;"
                  + " the file is damaged",
              file,
              frameBytes,
              channels,
              format.bytes,
              channels * format.bytes));
    }
    long frames = dataBytes / frameBytes;
    double[] frame = new double[channels];
    for (long done = 0; done < frames && !sink.full(); done += FRAMES_PER_READ) {
      int count = (int) Math.min(FRAMES_PER_READ, frames - done);
      ByteBuffer block = bytes(dataStart + done * frameBytes, count * frameBytes);
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < channels; c++) {
          frame[c] = format.get(block, i * frameBytes + c * format.bytes);
        }
        sink.add(frame);
      }
    }
    return Decoded.of(frames);
  }

  private WavSampleFormat sampleFormat() throws DataException {
    int tag = Short.toUnsignedInt(fmt.getShort(0));
    if (tag == EXTENSIBLE && fmt.capacity() >= 26) {
      tag = Short.toUnsignedInt(fmt.getShort(24)); // the GUID of a codec begins with its tag
    }
    int bits = Short.toUnsignedInt(fmt.getShort(14));
    for (WavSampleFormat format : WavSampleFormat.values()) {
      if (format.tag == tag && format.bytes * 8 == bits) {
        return format;
      }
    }
    throw new DataException(
        String.format(
            Locale.ROOT,
            "%s: holds %s samples of %d bits (format tag 0x%04x), which cannot be read;"
                + " convert it to 16-bit PCM WAV",
            file,
            WavSampleFormat.codecName(tag),
            bits,
            tag));
  }

  private String cutShort(String id, long at, long declared, long present) {
    return id.equals("data")
        ? String.format(
            Locale.ROOT,
            "%s: was cut short, the header says %d bytes of samples but only %d follow;"
                + " copy or export it again",
            file,
            declared,
            present)
        : String.format(
            Locale.ROOT,
            "%s: the chunk '%s' at byte %d says %d bytes but only %d follow;"
                + " the file is damaged or cut short",
            file,
            id.replaceAll("[^\\x20-\\x7e]", "."),
            at,
            declared,
            present);
  }

  private ByteBuffer bytes(long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new DataException(
            file
                + ": ends at byte "
                + (position + buffer.position())
                + " in the middle of a header; copy it again");
      }
    }
    return buffer.flip();
  }
}
