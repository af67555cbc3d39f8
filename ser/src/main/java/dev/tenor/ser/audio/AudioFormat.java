package dev.tenor.ser.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The kinds of file that can be told by their first bytes.
enum AudioFormat {
  WAV,
  FLAC,
  MP3,
  OGG,
  OPUS,
  AIFF,
  AU,
  MP4,
  ADTS,

  /// Formats that are left to `ffmpeg`: Matroska and WebM, ASF (WMA), AMR, CAF.
  FFMPEG,
  UNKNOWN;

  /// Bytes that [#of] wants to see.
  static final int HEAD_BYTES = 512;

  /// @param head the beginning of a file, or of what follows its ID3 tag
  static AudioFormat of(byte[] head) {
    if ((startsWith(head, 0, "RIFF") || startsWith(head, 0, "RF64"))
        && startsWith(head, 8, "WAVE")) {
      return WAV;
    }
    if (startsWith(head, 0, "fLaC")) {
      return FLAC;
    }
    if (startsWith(head, 0, "OggS")) {
      return startsWith(head, 28, "OpusHead") ? OPUS : OGG;
    }
    if (startsWith(head, 0, "FORM")
        && (startsWith(head, 8, "AIFF") || startsWith(head, 8, "AIFC"))) {
      return AIFF;
    }
    if (startsWith(head, 0, ".snd")) {
      return AU;
    }
    if (isMpegFrame(head)) {
      return MP3;
    }
    if (startsWith(head, 4, "ftyp")) {
      return MP4;
    }
    if (head.length >= 7 && (head[0] & 0xff) == 0xff && (head[1] & 0xf6) == 0xf0) {
      return ADTS;
    }
    return isForFfmpeg(head) ? FFMPEG : UNKNOWN;
  }

  /// Length of the ID3v2 tag at the beginning, 0 if there is none. The tag is an extra that MP3
  /// files carry and some others too: 10 bytes, as many as four 7-bit digits say, and in version
  /// 2.4 perhaps 10 more (ID3v2.4, section 3.1 and 3.4).
  static long id3Bytes(byte[] head) {
    if (!startsWith(head, 0, "ID3") || head.length < 10) {
      return 0;
    }
    long footer = (head[5] & 0x10) != 0 ? 10 : 0;
    return 10
        + footer
        + ((head[6] & 0x7fL) << 21
            | (head[7] & 0x7f) << 14
            | (head[8] & 0x7f) << 7
            | head[9] & 0x7f);
  }

  private static boolean isForFfmpeg(byte[] head) {
    return startsWith(head, 0, "#!AMR")
        || startsWith(head, 0, "caff")
        || isInt(head, 0x1a45dfa3) // EBML
        || isInt(head, 0x3026b275); // ASF
  }

  private static boolean isInt(byte[] head, int magic) {
    return head.length >= 4 && ByteBuffer.wrap(head).getInt() == magic;
  }

  /// Eleven set bits, then version, layer, bit rate and sample rate, none of a reserved value.
  private static boolean isMpegFrame(byte[] head) {
    return head.length >= 4
        && (head[0] & 0xff) == 0xff
        && (head[1] & 0xe0) == 0xe0
        && (head[1] & 0x18) != 0x08
        && (head[1] & 0x06) != 0
        && (head[2] & 0xf0) != 0xf0
        && (head[2] & 0xf0) != 0
        && (head[2] & 0x0c) != 0x0c;
  }

  static boolean startsWith(byte[] head, int offset, String ascii) {
    byte[] magic = ascii.getBytes(StandardCharsets.US_ASCII);
    int end = offset + magic.length;
    return head.length >= end && Arrays.equals(head, offset, end, magic, 0, magic.length);
  }
}
