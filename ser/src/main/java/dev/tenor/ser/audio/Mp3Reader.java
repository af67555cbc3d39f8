package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// MPEG audio: layers I to III of MPEG-1, 2 and 2.5.
///
/// The frame that describes a whole file has no audio and is not decoded; encoder delay and padding
/// are cut off if it states them ([Mp3Info]). Files that were joined are read as one recording,
/// part by part. All frames are parsed, also after the last sample that is needed, to find the
/// length of the recording and whether it is complete. Without a frame count, a file truncated
/// between two frames cannot be distinguished from a complete one.
final class Mp3Reader {
  private final Path file;
  private final FrameSink sink;
  private final Mp3Frames frames;
  private MpegHeader first;
  private Mp3Info info = Mp3Info.NONE;
  private Mp3Decoder decoder = new Mp3Decoder();
  private double[] frame;

  /// MPEG frames of this part of the file.
  private long count;

  /// Samples per channel of this part, with those to skip.
  private long position;

  /// Samples per channel of the recording in the parts before.
  private long earlier;

  private Mp3Reader(Path file, Mp3Frames frames, FrameSink sink) {
    this.file = file;
    this.frames = frames;
    this.sink = sink;
  }

  /// @param start where the first frame lies, after tags
  /// @throws UnsupportedCodingException for the free format and for layer II of MPEG-2
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(start);
      return new Mp3Reader(file, new Mp3Frames(file, in, start), sink).read();
    }
  }

  private Decoded read() throws IOException {
    for (byte[] bytes = frames.next(); bytes != null; bytes = frames.next()) {
      take(frames.header(), bytes);
    }
    if (frame == null) {
      throw new DataException(
          file + ": holds no MPEG audio frame with sound; the file is damaged or cut short");
    }
    finishPart();
    return new Decoded(earlier, frames.warnings());
  }

  private void take(MpegHeader header, byte[] bytes) throws IOException {
    Mp3Info next = Mp3Info.of(header, bytes);
    if (next != null) {
      beginPart(next);
      return;
    }
    if (info.isExact() && count > 0 && count == info.frames()) {
      beginPart(Mp3Info.NONE); // another file, without such a frame, was put after this one
    }
    if (frame == null) {
      if (header.layer() == 2 && header.version() != 1) {
        throw new UnsupportedCodingException("MPEG-2 layer II audio"); // JLayer makes silence of it
      }
      first = header;
      frame = new double[header.channels()];
      sink.begin(header.rate(), ChannelLayout.of(frame.length));
    }
    if (header.channels() != frame.length || header.rate() != first.rate()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: changes from %d to %d channels on the way; split it there",
              file,
              frame.length,
              header.channels()));
    }
    count++;
    if (sink.full()) {
      position += header.samples();
    } else {
      add(decode(header, bytes));
    }
  }

  private short[] decode(MpegHeader header, byte[] bytes) throws DataException {
    try {
      return decoder.decode(bytes, header.samples() * header.channels());
    } catch (Mp3Decoder.DamagedException e) {
      throw new DataException(
          file + ": MP3 is damaged (" + e.getMessage() + "); copy or export it again", e);
    }
  }

  private void add(short[] interleaved) throws DataException {
    long end = info.skip() + total();
    for (int i = 0; i < interleaved.length; i += frame.length, position++) {
      if (position >= info.skip() && position < end) {
        for (int c = 0; c < frame.length; c++) {
          frame[c] = interleaved[i + c] / Mp3Decoder.FULL_SCALE;
        }
        sink.add(frame);
      }
    }
  }

  private long total() {
    return first == null ? 0 : Math.min(info.total(first.samples()), Long.MAX_VALUE / 2);
  }

  private void beginPart(Mp3Info next) throws DataException {
    finishPart();
    info = next;
    decoder = new Mp3Decoder();
    count = 0;
    position = 0;
  }

  /// @throws DataException where frames are missing
  private void finishPart() throws DataException {
    int counted = info.isExact() ? 0 : 1; // some encoders count the frame with the metadata itself
    if (count + counted < info.frames()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: was cut short, its header states %d MPEG frames but only %d follow;"
                  + " copy or export it again",
              file,
              info.frames(),
              count));
    }
    earlier += Math.clamp(position - info.skip(), 0, total());
  }
}
