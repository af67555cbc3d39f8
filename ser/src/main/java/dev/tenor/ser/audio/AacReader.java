package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.jaad.aac.Decoder;
import net.sourceforge.jaad.adts.ADTSDemultiplexer;
import net.sourceforge.jaad.mp4.MP4Container;
import net.sourceforge.jaad.mp4.MP4InputStream;
import net.sourceforge.jaad.mp4.api.AudioTrack;
import net.sourceforge.jaad.mp4.api.Movie;
import net.sourceforge.jaad.mp4.api.Track;

/// AAC in MP4 (.m4a, .mp4) or ADTS (.aac) by the JAAD library. The first frame of an MP4 is the
/// encoder's run-up of 1024 samples, as a rule; it is kept.
final class AacReader {
  private static final double FULL_SCALE = 32768;

  private final Path file;
  private final FrameSink sink;
  private double[] frame;
  private int rate;
  private long frames;
  private DataException problem;

  private AacReader(Path file, FrameSink sink) {
    this.file = file;
    this.sink = sink;
  }

  static Decoded readMp4(Path file, FrameSink sink) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      Movie movie = new MP4Container(MP4InputStream.open(in)).getMovie();
      if (movie == null) {
        throw new DataException(
            file + ": was cut short, its MP4 index (moov) is missing; copy or record it again");
      }
      List<Track> tracks = movie.getTracks(AudioTrack.AudioCodec.AAC);
      if (tracks.isEmpty()) {
        throw new DataException(
            file + ": holds no AAC sound; convert it: ffmpeg -i '" + file + "' '" + file + ".wav'");
      }
      return new AacReader(file, sink).decode(tracks.getFirst(), movie.getDuration());
    }
  }

  static Decoded readAdts(Path file, long start, FrameSink sink) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.skipNBytes(start);
      return new AacReader(file, sink).decode(new ADTSDemultiplexer(in));
    }
  }

  private Decoded decode(Track track, double seconds) throws IOException {
    Decoder decoder = Decoder.create(track.getDecoderSpecificInfo().getData());
    while (track.hasMoreFrames() && !isFull()) {
      decode(decoder, track.readNextFrame().getData());
    }
    return decoded(isFull() ? seconds : 0);
  }

  private Decoded decode(ADTSDemultiplexer stream) throws IOException {
    Decoder decoder = Decoder.create(stream.getDecoderInfo());
    try {
      while (!isFull()) {
        decode(decoder, stream.readNextFrame());
      }
    } catch (EOFException _) {
      // The stream has no other end.
    }
    return decoded(0);
  }

  private boolean isFull() {
    return frame != null && sink.full();
  }

  private Decoded decoded(double seconds) throws DataException {
    if (frame == null) {
      throw new DataException(file + ": holds no AAC frame; the file is damaged or cut short");
    }
    return Decoded.of(Math.max(frames, seconds * rate));
  }

  private void decode(Decoder decoder, byte[] data) throws DataException {
    decoder.decodeFrame(data, this::accept);
    if (problem != null) {
      throw problem;
    }
  }

  /// A decoder's callback, which may not throw what is checked.
  private void accept(List<float[]> channels, int length, int sampleRate) {
    try {
      if (frame == null) {
        frame = new double[channels.size()];
        rate = sampleRate;
        sink.begin(rate, ChannelLayout.of(frame.length));
      }
      for (int i = 0; i < length; i++, frames++) {
        for (int c = 0; c < frame.length; c++) {
          frame[c] = channels.get(c)[i] / FULL_SCALE;
        }
        sink.add(frame);
      }
    } catch (DataException e) {
      problem = problem == null ? e : problem;
    }
  }
}
