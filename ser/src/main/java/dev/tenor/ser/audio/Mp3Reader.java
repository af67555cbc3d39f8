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
  static AudioClip read(Path file, long tagBytes, double maxSeconds) throws IOException {
    long audioBytes = Files.size(file) - tagBytes;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.skipNBytes(tagBytes);
      return decode(file, in, audioBytes, maxSeconds);
    } catch (BitstreamException | DecoderException e) {
      throw new DataException(
          file + ": MP3 is damaged (" + e.getMessage() + "); copy or export it again", e);
    }
  }

  private static AudioClip decode(Path file, InputStream in, long audioBytes, double maxSeconds)
      throws IOException, BitstreamException, DecoderException {
    Bitstream stream = new Bitstream(in);
    Decoder decoder = new Decoder();
    MonoBuffer mono = null;
    double seconds = 0;
    int rate = 0;
    int channels = 0;
    for (Header header = stream.readFrame(); header != null; header = stream.readFrame()) {
      SampleBuffer block = (SampleBuffer) decoder.decodeFrame(header, stream);
      stream.closeFrame();
      if (mono == null) {
        rate = block.getSampleFrequency();
        channels = block.getChannelCount();
        mono = new MonoBuffer(file, rate, channels, maxSeconds);
        seconds = header.total_ms((int) Math.min(audioBytes, Integer.MAX_VALUE)) / 1000.0;
      }
      if (block.getSampleFrequency() != rate || block.getChannelCount() != channels) {
        throw new DataException(
            file + ": changes its sample rate or channels on the way; split it there");
      }
      add(block, channels, mono);
      if (mono.full()) {
        return mono.clip(Math.max(mono.length(), seconds * rate));
      }
    }
    if (mono == null) {
      throw new DataException(file + ": holds no MP3 frame; the file is damaged or cut short");
    }
    return mono.clip(mono.length());
  }

  private static void add(SampleBuffer block, int channels, MonoBuffer mono) throws DataException {
    short[] interleaved = block.getBuffer();
    for (int i = 0; i < block.getBufferLength(); i += channels) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += interleaved[i + c];
      }
      mono.addSum(sum / 32768.0);
    }
  }
}
