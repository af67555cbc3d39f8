package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/// AAC in MP4 (.m4a, .mp4) or ADTS (.aac), decoded by the JAAD library.
///
/// Encoder delay and padding are removed according to an edit list or iTunes' tag; ADTS has
/// neither. HE-AAC (SBR, parametric stereo) is decoded as well as JAAD can, which is not exact; the
/// decoder delay of some ten milliseconds remains. Other profiles are refused.
final class AacReader {
  private static final double FULL_SCALE = 32_768;

  private final Path file;
  private final FrameSink sink;
  private final AacDecoder decoder;
  private final AacConfig config;
  private final double start;
  private final double seconds;
  private double[] frame;
  private int rate;

  /// Samples per channel of all frames so far, with those to skip.
  private long position;

  private boolean called;
  private DataException problem;

  private AacReader(Path file, byte[] bytes, double start, double seconds, FrameSink sink)
      throws IOException {
    this.file = file;
    this.sink = sink;
    this.start = start;
    this.seconds = seconds;
    config = AacConfig.of(bytes);
    decoder = new AacDecoder(bytes);
  }

  /// @throws UnsupportedCodingException where there is no AAC that can be read
  static Decoded readMp4(Path file, FrameSink sink) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Mp4Track track = Mp4Track.of(file, channel);
      AacReader reader = new AacReader(file, track.config(), track.start(), track.seconds(), sink);
      for (int i = 0; i < track.sizes().length; i++) {
        reader.take(Mp4Box.read(channel, track.offsets()[i], track.sizes()[i]).array());
      }
      return new Decoded(
          reader.frames(), track.warning() == null ? List.of() : List.of(track.warning()));
    }
  }

  /// @param start where the first frame lies, after tags
  /// @throws UnsupportedCodingException where its profile cannot be read
  static Decoded readAdts(Path file, long start, FrameSink sink) throws IOException {
    try (AdtsFrames frames = AdtsFrames.open(file, start)) {
      byte[] data = frames.next();
      AacReader reader = new AacReader(file, frames.config(), 0, Double.POSITIVE_INFINITY, sink);
      for (; data != null; data = frames.next()) {
        reader.take(data);
      }
      return Decoded.of(reader.frames());
    }
  }

  private double frames() throws DataException {
    if (frame == null) {
      throw new DataException(file + ": holds no AAC frame; the file is damaged or cut short");
    }
    return Math.clamp(position - start * rate, 0, seconds * rate);
  }

  private void take(byte[] data) throws DataException {
    if (frame != null && sink.full()) {
      position += (long) config.frameSamples() * rate / config.rate();
      return;
    }
    called = false;
    decoder.decode(data, this::accept);
    if (problem != null) {
      throw problem;
    }
    if (!called) {
      throw new DataException(
          file + ": AAC is damaged (a frame cannot be decoded); copy or record it again");
    }
  }

  /// A decoder's callback, which may not throw what is checked.
  private void accept(List<float[]> channels, int length, int sampleRate) {
    called = true;
    try {
      if (frame == null) {
        begin(channels.size(), sampleRate);
      }
      long first = Math.round(start * rate);
      double end = Math.rint((start + seconds) * rate);
      for (int i = 0; i < length; i++, position++) {
        if (position >= first && position < end) {
          for (int c = 0; c < frame.length; c++) {
            frame[c] = channels.get(c)[i] / FULL_SCALE;
          }
          sink.add(frame);
        }
      }
    } catch (DataException e) {
      problem = e;
    }
  }

  /// JAAD makes two channels of a single one, in case it turns out to be parametric stereo.
  private void begin(int channels, int sampleRate) throws DataException {
    boolean mono = config.channels() == 1 && sampleRate == config.rate();
    frame = new double[mono ? 1 : channels];
    rate = sampleRate;
    sink.begin(rate, ChannelLayout.aac(frame.length));
  }
}
