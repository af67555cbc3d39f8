package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;

/// MP3 by the JLayer library. What the coding added at both ends is left out where the encoder
/// tells it ([Mp3Info]).
///
/// Without such a frame at its beginning the format has no header for the whole file: where
/// decoding stops early, the duration is reckoned from the bit rate, and a file cut short between
/// two frames cannot be told from a whole one.
final class Mp3Reader {
  private static final int HEAD_BYTES = 256;

  private final Path file;
  private final FrameSink sink;
  private final Mp3Info info;
  private final long audioBytes;
  private double[] frame;
  private int rate;
  private double seconds;

  /// Samples a channel that were decoded, with those to skip.
  private long decoded;

  private Mp3Reader(Path file, long audioBytes, Mp3Info info, FrameSink sink) {
    this.file = file;
    this.audioBytes = audioBytes;
    this.info = info;
    this.sink = sink;
  }

  /// @param start where the first frame lies, behind tags
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.skipNBytes(start);
      in.mark(HEAD_BYTES);
      Mp3Info info = Mp3Info.of(in.readNBytes(HEAD_BYTES));
      in.reset();
      in.skipNBytes(Math.min(info.bytes(), in.available()));
      return new Mp3Reader(file, Files.size(file) - start, info, sink).decode(in);
    } catch (BitstreamException | DecoderException e) {
      throw new DataException(
          file + ": MP3 is damaged (" + e.getMessage() + "); copy or export it again", e);
    }
  }

  private Decoded decode(InputStream in) throws IOException, BitstreamException, DecoderException {
    Bitstream stream = new Bitstream(in);
    Decoder decoder = new Decoder();
    long count = 0;
    for (Header header = stream.readFrame(); header != null; header = stream.readFrame()) {
      SampleBuffer block = (SampleBuffer) decoder.decodeFrame(header, stream);
      stream.closeFrame();
      if (frame == null) {
        begin(header, block);
      }
      if (block.getSampleFrequency() != rate || block.getChannelCount() != frame.length) {
        throw new DataException(
            file + ": changes its sample rate or channels on the way; split it there");
      }
      add(block);
      count++;
      if (sink.full()) {
        return Decoded.of(Math.max(heard(), whole()));
      }
    }
    if (frame == null) {
      throw new DataException(file + ": holds no MP3 frame; the file is damaged or cut short");
    }
    if (count < info.frames()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: was cut short, its header says %d frames but only %d follow; copy it again",
              file,
              info.frames(),
              count));
    }
    return Decoded.of(heard());
  }

  private void begin(Header header, SampleBuffer block) throws DataException {
    rate = block.getSampleFrequency();
    frame = new double[block.getChannelCount()];
    sink.begin(rate, ChannelLayout.of(frame.length));
    seconds = header.total_ms((int) Math.min(audioBytes, Integer.MAX_VALUE)) / 1000.0;
  }

  /// Samples a channel of the recording so far.
  private long heard() {
    return Math.min(info.total(), Math.max(0, decoded - info.skip()));
  }

  /// The same of the whole file, where decoding stops early.
  private double whole() {
    if (info.total() < Long.MAX_VALUE) {
      return info.total();
    }
    return info.frames() > 0 ? info.frames() * info.samplesPerFrame() : seconds * rate;
  }

  private void add(SampleBuffer block) throws DataException {
    short[] interleaved = block.getBuffer();
    for (int i = 0; i < block.getBufferLength(); i += frame.length, decoded++) {
      if (decoded >= info.skip() && decoded - info.skip() < info.total()) {
        for (int c = 0; c < frame.length; c++) {
          frame[c] = interleaved[i + c] / 32768.0;
        }
        sink.add(frame);
      }
    }
  }
}
