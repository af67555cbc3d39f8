package dev.tenor.ser.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;

/// Decodes MPEG audio frames by the JLayer library. JLayer finds frames in a stream by itself, and
/// loses some beside tags; here it gets one whole frame at a time.
final class Mp3Decoder {
  /// JLayer's full scale.
  static final double FULL_SCALE = 32_700;

  /// A frame that JLayer cannot decode.
  static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1;

    private DamagedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Ends after the current frame, until there is another.
  private static final class Feed extends InputStream {
    private ByteArrayInputStream frame = new ByteArrayInputStream(new byte[0]);

    @Override
    public int read() {
      return frame.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return frame.read(bytes, offset, length);
    }
  }

  private final Feed feed = new Feed();
  private final Decoder decoder = new Decoder();
  private Bitstream stream;

  /// @param count how many samples the frame has
  /// @return these, interleaved; silence where they need frames before that are missing
  /// @throws DamagedException where it cannot be decoded
  short[] decode(byte[] frame, int count) throws DamagedException {
    feed.frame = new ByteArrayInputStream(frame);
    if (stream == null) {
      stream = new Bitstream(feed); // reads ahead for a tag
    }
    try {
      Header header = stream.readFrame();
      if (header == null) {
        throw new DamagedException("a frame is not found again", null);
      }
      SampleBuffer block = (SampleBuffer) decoder.decodeFrame(header, stream);
      stream.closeFrame();
      int length = block.getBufferLength();
      if (length != 0 && length != count) {
        throw new DamagedException(length + " samples in place of " + count, null);
      }
      return Arrays.copyOf(length == 0 ? new short[0] : block.getBuffer(), count);
    } catch (BitstreamException | DecoderException e) {
      throw new DamagedException(e.getMessage(), e);
    }
  }
}
