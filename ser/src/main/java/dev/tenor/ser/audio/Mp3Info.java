package dev.tenor.ser.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What an encoder says of a whole MP3 file in a first frame that holds no sound (Xing, Info), and
/// the samples that its coding added (LAME's tag, revision 1).
///
/// @param bytes length of that frame, 0 if there is none
/// @param frames how many follow, 0 if that is not told
/// @param samplesPerFrame of each channel
/// @param delay samples added at the beginning by the encoder, −1 if that is not told
/// @param padding likewise at the end
record Mp3Info(int bytes, long frames, int samplesPerFrame, int delay, int padding) {
  /// What a decoder adds by its filters.
  static final int DECODER_DELAY = 529;

  private static final Mp3Info NONE = new Mp3Info(0, 0, 0, -1, -1);
  private static final int[] BIT_RATES_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] BIT_RATES_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] RATES_1 = {44_100, 48_000, 32_000};

  /// @param head the beginning of the first frame
  static Mp3Info of(byte[] head) {
    if (head.length < 200 || (head[1] & 6) != 2) { // layer III only
      return NONE;
    }
    boolean mpeg1 = (head[1] & 0x18) == 0x18;
    boolean mono = (head[3] & 0xc0) == 0xc0;
    int side = mpeg1 ? (mono ? 17 : 32) : mono ? 9 : 17;
    int at = 4 + side;
    boolean xing = AudioFormat.startsWith(head, at, "Xing");
    if (!xing && !AudioFormat.startsWith(head, at, "Info")) {
      return NONE;
    }
    ByteBuffer tag = ByteBuffer.wrap(head);
    int flags = tag.getInt(at + 4);
    int next = at + 8;
    long frames = 0;
    if ((flags & 1) != 0) {
      frames = Integer.toUnsignedLong(tag.getInt(next));
      next += 4;
    }
    next += ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
    int packed = 0;
    boolean told = false;
    if (head.length >= next + 24) {
      String encoder = new String(head, next, 4, StandardCharsets.ISO_8859_1);
      told = encoder.equals("LAME") || encoder.equals("Lavf") || encoder.equals("Lavc");
      packed = (tag.getInt(next + 21) >>> 8) & 0xff_ffff;
    }
    return new Mp3Info(
        frameBytes(head, mpeg1),
        frames,
        mpeg1 ? 1152 : 576,
        told ? packed >>> 12 : -1,
        told ? packed & 0xfff : -1);
  }

  private static int frameBytes(byte[] head, boolean mpeg1) {
    int bitRate = (mpeg1 ? BIT_RATES_1 : BIT_RATES_2)[(head[2] & 0xf0) >> 4];
    boolean mpeg25 = (head[1] & 0x18) == 0;
    int rate = RATES_1[(head[2] & 0xc) >> 2] / (mpeg1 ? 1 : mpeg25 ? 4 : 2);
    int padding = (head[2] & 2) >> 1;
    return (mpeg1 ? 144_000 : 72_000) * bitRate / rate + padding;
  }

  /// Samples a channel at the beginning that are no part of the recording.
  long skip() {
    return delay < 0 ? 0 : delay + DECODER_DELAY;
  }

  /// Samples a channel of the recording itself; the largest number where that is not told.
  long total() {
    return frames == 0 || delay < 0
        ? Long.MAX_VALUE
        : Math.max(0, frames * samplesPerFrame - delay - padding);
  }
}
