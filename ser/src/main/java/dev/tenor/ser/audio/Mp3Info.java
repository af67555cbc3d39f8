package dev.tenor.ser.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// The metadata in a first frame without audio: how many frames follow (Xing and Info by LAME and
/// others, VBRI by Fraunhofer) and the samples that coding added (LAME's tag, revision 1).
///
/// @param frames how many follow, 0 if unknown
/// @param delay samples that the encoder added at the beginning, −1 if unknown
/// @param padding likewise at the end
record Mp3Info(long frames, int delay, int padding) {
  /// Samples by which a decoder's filters delay the sound.
  private static final int DECODER_DELAY = 529;

  /// No metadata. Nothing is cut off then, as in ffmpeg and mpg123.
  static final Mp3Info NONE = new Mp3Info(0, -1, -1);

  /// Encoders whose delay and padding are reliable, as in ffmpeg.
  private static final Set<String> EXACT = Set.of("LAME", "Lavf", "Lavc");

  private static final int VBRI_AT = 36;

  /// @return null where the frame is an ordinary one
  static Mp3Info of(MpegHeader header, byte[] frame) {
    if (header.layer() != 3) {
      return null;
    }
    int side =
        header.version() == 1
            ? (header.channels() == 1 ? 17 : 32)
            : header.channels() == 1 ? 9 : 17;
    int crc = (frame[1] & 1) == 0 ? 2 : 0; // some encoders count it, some do not
    for (int at : new int[] {MpegHeader.BYTES + side, MpegHeader.BYTES + side + crc}) {
      if (AudioFormat.startsWith(frame, at, "Xing") || AudioFormat.startsWith(frame, at, "Info")) {
        return xing(frame, at);
      }
    }
    return AudioFormat.startsWith(frame, VBRI_AT, "VBRI") && frame.length >= VBRI_AT + 18
        ? new Mp3Info(Integer.toUnsignedLong(ByteBuffer.wrap(frame).getInt(VBRI_AT + 14)), -1, -1)
        : null;
  }

  private static Mp3Info xing(byte[] frame, int at) {
    ByteBuffer tag = ByteBuffer.wrap(frame);
    int flags = at + 8 <= frame.length ? tag.getInt(at + 4) : 0;
    int next = at + 8;
    long frames = 0;
    if ((flags & 1) != 0 && next + 4 <= frame.length) {
      frames = Integer.toUnsignedLong(tag.getInt(next));
    }
    next += Integer.bitCount(flags & 0b1011) * 4 + (flags & 4) / 4 * 100;
    if (next + 24 > frame.length
        || !EXACT.contains(new String(frame, next, 4, StandardCharsets.ISO_8859_1))) {
      return new Mp3Info(frames, -1, -1);
    }
    int packed = tag.getInt(next + 21) >>> 8; // two numbers of 12 bits
    return new Mp3Info(frames, packed >>> 12, packed & 0xfff);
  }

  boolean isExact() {
    return delay >= 0;
  }

  /// Samples per channel at the beginning that are no part of the recording.
  long skip() {
    return isExact() ? delay + DECODER_DELAY : 0;
  }

  /// Samples per channel of the recording itself; the largest number if unknown.
  long total(int samplesPerFrame) {
    return frames == 0 || !isExact()
        ? Long.MAX_VALUE
        : Math.max(0, frames * samplesPerFrame - delay - padding);
  }
}
