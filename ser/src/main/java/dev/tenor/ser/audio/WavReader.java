package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;

/// RIFF WAVE, RF64 and BW64: PCM of 1 to 32 bits, floats, µ-law, A-law, IMA and Microsoft ADPCM,
/// with or without the extensible header, and any other chunks around them.
///
/// A file cut short is an error, a header that was never completed is not ([WavLength]).
final class WavReader {
  private static final int RIFF_HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  /// As much as Microsoft ADPCM with 256 coefficient pairs needs.
  private static final int MAX_FMT_BYTES = 22 + 4 * 256;

  private final Path file;
  private final FileBytes in;
  private final long fileBytes;
  private WavFormat format;
  private WavLength length;
  private long dataStart = -1;
  private long dataBytes;
  private String warning;

  /// Frames by the `fact` chunk, which compressed codecs need: their last block may be padded.
  private long facts = Long.MAX_VALUE;

  private WavReader(Path file, FileBytes in) throws IOException {
    this.file = file;
    this.in = in;
    fileBytes = in.size();
  }

  /// @param start where RIFF begins, after foreign tags
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (FileBytes in = new FileBytes(file, start, ByteOrder.LITTLE_ENDIAN)) {
      WavReader reader = new WavReader(file, in);
      reader.findChunks();
      return reader.decode(sink).warn(reader.warning);
    }
  }

  private void findChunks() throws IOException {
    long riffBytes = Integer.toUnsignedLong(in.at(0, RIFF_HEADER_BYTES).getInt(4));
    length = new WavLength(in, riffBytes);
    long at = RIFF_HEADER_BYTES;
    while (at + CHUNK_HEADER_BYTES <= fileBytes && (format == null || dataStart < 0)) {
      ByteBuffer header = in.at(at, CHUNK_HEADER_BYTES);
      String id = FileBytes.fourLetters(header, 0);
      long size = Integer.toUnsignedLong(header.getInt(4));
      long start = at + CHUNK_HEADER_BYTES;
      if (id.equals("data")) {
        size = dataSize(size, start);
      }
      if (size > fileBytes - start) {
        throw new DataException(cutShort(id, at, size, fileBytes - start));
      }
      take(id, start, size);
      at = start + size + (size & 1); // chunks begin at even offsets
    }
    if (format == null || dataStart < 0) {
      throw new DataException(
          file
              + ": has no '"
              + (format == null ? "fmt " : "data")
              + "' chunk; the file ends after its header, copy it again");
    }
  }

  private long dataSize(long declared, long start) throws IOException {
    if (!length.isUnknown(declared, start)) {
      return length.dataBytes(declared);
    }
    warning = Decoded.NEVER_COMPLETED;
    return fileBytes - start;
  }

  private void take(String id, long start, long size) throws IOException {
    switch (id) {
      case "fmt " -> format = WavFormat.of(file, in.at(start, (int) Math.min(size, MAX_FMT_BYTES)));
      case "ds64" -> length.wide(size >= 16 ? in.at(start, 16).getLong(8) : 0);
      case "fact" -> facts = size >= 4 ? facts(in.at(start, 4).getInt()) : facts;
      case "data" -> {
        dataStart = start;
        dataBytes = size;
      }
      default -> {} // LIST, PAD, bext, …: nothing that the samples need
    }
  }

  /// 0 and 0xffffffff stand for an unknown number.
  private static long facts(int frames) {
    return frames == 0 || frames == -1 ? Long.MAX_VALUE : Integer.toUnsignedLong(frames);
  }

  private Decoded decode(FrameSink sink) throws IOException {
    sink.begin(format.rate(), format.layout());
    if (format.tag() == WavFormat.IMA_ADPCM || format.tag() == WavFormat.MS_ADPCM) {
      AdpcmBlocks blocks = AdpcmBlocks.of(file, format);
      return blocks.decode(in, dataStart, dataBytes, facts, sink);
    }
    SampleFormat samples = format.sampleFormat(file);
    long frames = dataBytes / format.blockBytes();
    return new InterleavedSamples(dataStart, frames, format.channels(), samples).decode(in, sink);
  }

  private String cutShort(String id, long at, long declared, long present) {
    return id.equals("data")
        ? String.format(
            Locale.ROOT,
            "%s: was cut short, the header states %d bytes of samples but only %d follow;"
                + " copy or export it again",
            file,
            declared,
            present)
        : String.format(
            Locale.ROOT,
            "%s: the chunk '%s' at byte %d states %d bytes but only %d follow;"
                + " the file is damaged or cut short",
            file,
            FileBytes.printable(id),
            at,
            declared,
            present);
  }
}
