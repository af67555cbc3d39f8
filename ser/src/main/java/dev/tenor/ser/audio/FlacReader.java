package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import org.kc7bfi.jflac.FLACDecoder;
import org.kc7bfi.jflac.FrameListener;
import org.kc7bfi.jflac.frame.Frame;
import org.kc7bfi.jflac.metadata.Metadata;

/// FLAC by the jFLAC library, which does not validate its input: it replaces a frame with a wrong
/// checksum by silence and allocates whatever size a picture's header states. So this class raises
/// its warnings as errors, counts the samples, and skips all metadata but the stream information
/// itself.
final class FlacReader implements FrameListener {
  private static final int STREAM_INFO = 0;
  private static final int STREAM_INFO_BYTES = 34;
  private static final int MAX_BITS = 24;
  private static final long LENGTH_MASK = (1L << 36) - 1;

  private String complaint;

  private FlacReader() {}

  /// @param start where the stream begins, after foreign tags
  static Decoded read(Path file, long start, FrameSink sink) throws IOException {
    long end = TrailingTags.start(file);
    try (InputStream in = new BufferedInputStream(HeadOfStream.of(file, end))) {
      in.skipNBytes(start + 4);
      ByteBuffer info = readMetadata(file, in);
      return new FlacReader().decode(file, info, in, sink);
    } catch (EOFException e) {
      throw new DataException(file + ": ends within its FLAC header; copy it again", e);
    }
  }

  /// Leaves `in` at the first frame; returns the body of the stream information block.
  private static ByteBuffer readMetadata(Path file, InputStream in) throws IOException {
    ByteBuffer info = null;
    boolean last = false;
    while (!last) {
      int header = ByteBuffer.wrap(exactly(in, 4)).getInt();
      last = header < 0;
      int type = header >>> 24 & 0x7f;
      int size = header & 0xff_ffff;
      if (info == null && (type != STREAM_INFO || size != STREAM_INFO_BYTES)) {
        throw new DataException(file + ": FLAC stream information is missing; the file is damaged");
      }
      if (info == null) {
        info = ByteBuffer.wrap(exactly(in, size));
      } else {
        in.skipNBytes(size);
      }
    }
    return info;
  }

  private Decoded decode(Path file, ByteBuffer info, InputStream frames, FrameSink sink)
      throws IOException {
    long packed = info.getLong(10); // rate 20 bits, channels − 1: 3, bits − 1: 5, samples: 36
    int rate = (int) (packed >>> 44);
    int channels = (int) (packed >>> 41 & 7) + 1;
    int bits = (int) (packed >>> 36 & 31) + 1;
    long total = packed & LENGTH_MASK; // 0: not known to the encoder
    if (bits > MAX_BITS) {
      throw new DataException(
          file
              + ": FLAC of "
              + bits
              + " bits a sample cannot be read; convert it to 24 or 16 bits");
    }
    sink.begin(rate, ChannelLayout.flac(channels));
    FLACDecoder decoder = decoder(info, frames);
    long decoded = 0;
    while (total == 0 || decoded < total && !sink.full()) {
      Frame frame = decoder.readNextFrame();
      if (complaint != null) {
        throw new DataException(
            file
                + ": FLAC is damaged or cut short after sample "
                + decoded
                + " ("
                + complaint
                + "); copy it again");
      }
      if (frame == null) {
        break;
      }
      checkUnchanged(file, frame, rate, channels);
      add(decoder, frame, sink);
      decoded += frame.header.blockSize;
    }
    if (decoded < total && !sink.full()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: was cut short, the header states %d samples but only %d follow; copy it again",
              file,
              total,
              decoded));
    }
    return Decoded.of(total == 0 ? decoded : total);
  }

  /// A decoder that gets the stream information as the only metadata. It ignores one with length 0
  /// (unknown), so 0 is replaced by the largest length.
  private FLACDecoder decoder(ByteBuffer info, InputStream frames) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(8 + STREAM_INFO_BYTES);
    head.putInt(0x664c6143).putInt(0x8000_0000 | STREAM_INFO_BYTES).put(info.duplicate());
    long packed = head.getLong(8 + 10);
    if ((packed & LENGTH_MASK) == 0) {
      head.putLong(8 + 10, packed | LENGTH_MASK);
    }
    FLACDecoder decoder =
        new FLACDecoder(new SequenceInputStream(new ByteArrayInputStream(head.array()), frames));
    decoder.addFrameListener(this);
    decoder.readMetadata();
    return decoder;
  }

  private static void checkUnchanged(Path file, Frame frame, int rate, int channels)
      throws DataException {
    if (frame.header.channels != channels || frame.header.sampleRate != rate) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: changes from %d to %d channels or from %d to %d Hz on the way; split it there",
              file,
              channels,
              frame.header.channels,
              rate,
              frame.header.sampleRate));
    }
  }

  private static void add(FLACDecoder decoder, Frame frame, FrameSink sink) throws DataException {
    double scale = 1.0 / (1L << frame.header.bitsPerSample - 1);
    double[] samples = new double[frame.header.channels];
    for (int i = 0; i < frame.header.blockSize && !sink.full(); i++) {
      for (int c = 0; c < samples.length; c++) {
        samples[c] = decoder.getChannelData()[c].getOutput()[i] * scale;
      }
      sink.add(samples);
    }
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  @Override
  public void processMetadata(Metadata metadata) {}

  @Override
  public void processFrame(Frame frame) {}

  @Override
  public void processError(String message) {
    complaint = complaint == null ? message : complaint;
  }
}
