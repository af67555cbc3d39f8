package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// RIFF WAVE and RF64: samples of 8, 16, 24 or 32 bits, floats, A-law or mu-law, with or without
/// the extensible header, and any other chunks around them.
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

  /// The outer size counts from here.
  private static final int RIFF_SIZE_END = 8;

  private final Path file;
  private final PcmBlocks blocks;
  private final long start;
  private final long fileBytes;
  private final List<String> warnings = new ArrayList<>();
  private ByteBuffer fmt;
  private long dataStart = -1;
  private long dataBytes;

  /// Size of the samples in an RF64 file, whose 32-bit size says 0xffffffff.
  private long wideDataBytes = -1;

  private WavReader(Path file, FileChannel channel, long start) throws IOException {
    this.file = file;
    blocks = new PcmBlocks(file, channel, ByteOrder.LITTLE_ENDIAN);
    this.start = start;
    fileBytes = channel.size() - start;
  }

  /// @param start where the RIFF header lies, behind tags; all positions here count from it
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      WavReader reader = new WavReader(file, channel, start);
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
      long body = at + CHUNK_HEADER_BYTES;
      if (id.equals("data")) {
        size = dataSize(size, fileBytes - body, streamed, RIFF_SIZE_END + riffBytes <= body);
      }
      if (size > fileBytes - body) {
        throw new DataException(cutShort(id, at, size, fileBytes - body));
      }
      take(id, body, size);
      at = body + size + (size & 1); // chunks begin at even offsets
    }
    if (fmt == null || dataStart < 0) {
      throw new DataException(
          file
              + ": has no '"
              + (fmt == null ? "fmt " : "data")
              + "' chunk; the file ends after its header, copy it again");
    }
  }

  /// Bytes of samples: as declared, except where the writer could not know, or died before it came
  /// back to fill it in.
  ///
  /// @param unfinished whether the outer header ends where the samples begin
  private long dataSize(long declared, long present, boolean streamed, boolean unfinished) {
    if (declared == SIZE_IN_DS64 && wideDataBytes > 0) {
      return wideDataBytes;
    }
    boolean unknown =
        declared == SIZE_IN_DS64
            || declared == 0 && (streamed || unfinished)
            || declared >= UNKNOWN_SIZE && declared > present && streamed;
    if (unknown && present > 0) {
      warnings.add("its header does not say how long it is; read to the end");
    }
    return unknown ? present : declared;
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
    sink.begin(fmt.getInt(4), layout(channels));
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
    blocks.read(start + dataStart, frames, channels, format, sink);
    return new Decoded(frames, warnings);
  }

  /// What the channels are, which only the extensible header tells.
  private ChannelLayout layout(int channels) {
    boolean extensible = Short.toUnsignedInt(fmt.getShort(0)) == EXTENSIBLE;
    return extensible && fmt.capacity() >= 24
        ? ChannelLayout.ofMask(fmt.getInt(20), channels)
        : ChannelLayout.of(channels);
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
    return blocks.bytes(start + position, count);
  }
}
