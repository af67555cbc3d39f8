package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;

/// MP3 by the JLayer library.
///
/// The format has no header for the whole file: where decoding stops early, the duration is
/// reckoned from the encoder's frame count or else from the bit rate, and a file cut short between
/// two frames cannot be told from a whole one. The encoder's delay at the beginning is kept.
final class Mp3Reader {
  private Mp3Reader() {}

  /// @param tagBytes length of the ID3 tag before the first frame
  static Decoded read(Path file, long tagBytes, FrameSink sink) throws IOException {
    long audioBytes = Files.size(file) - tagBytes;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.skipNBytes(tagBytes);
      return decode(file, in, audioBytes, sink);
    } catch (BitstreamException | DecoderException e) {
      throw new DataException(
          file + ": MP3 is damaged (" + e.getMessage() + "); copy or export it again", e);
    }
  }

  private static Decoded decode(Path file, InputStream in, long audioBytes, FrameSink sink)
      throws IOException, BitstreamException, DecoderException {
    Bitstream stream = new Bitstream(in);
    Decoder decoder = new Decoder();
    long frames = 0;
    double seconds = 0;
    int rate = 0;
    int channels = 0;
    for (Header header = stream.readFrame(); header != null; header = stream.readFrame()) {
      SampleBuffer block = (SampleBuffer) decoder.decodeFrame(header, stream);
      stream.closeFrame();
      if (rate == 0) {
        rate = block.getSampleFrequency();
        channels = block.getChannelCount();
        sink.begin(rate, ChannelLayout.of(channels));
        seconds = header.total_ms((int) Math.min(audioBytes, Integer.MAX_VALUE)) / 1000.0;
      }
      if (block.getSampleFrequency() != rate || block.getChannelCount() != channels) {
        throw new DataException(
            file + ": changes its sample rate or channels on the way; split it there");
      }
      frames += add(block, channels, sink);
      if (sink.full()) {
        return Decoded.of(Math.max(frames, seconds * rate));
      }
    }
    if (rate == 0) {
      throw new DataException(file + ": holds no MP3 frame; the file is damaged or cut short");
    }
    return Decoded.of(frames);
  }

  /// @return how many frames there were
  private static int add(SampleBuffer block, int channels, FrameSink sink) throws DataException {
    short[] interleaved = block.getBuffer();
    double[] frame = new double[channels];
    for (int i = 0; i < block.getBufferLength(); i += channels) {
      for (int c = 0; c < channels; c++) {
        frame[c] = interleaved[i + c] / 32768.0;
      }
      sink.add(frame);
    }
    return block.getBufferLength() / channels;
  }
}
