package dev.tenor.ser.audio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The kinds of file that can be told by their first bytes.
enum AudioFormat {
  WAV,
  FLAC,
  MP3,
  OGG,
  UNKNOWN;

  /// Bytes that [#of] wants to see.
  static final int HEAD_BYTES = 12;

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
      return OGG;
    }
    return isMpegFrame(head) ? MP3 : UNKNOWN;
  }

  /// Length of the ID3v2 tag at the beginning of a file, 0 if there is none. The tag is an extra
  /// that MP3 files carry and some FLAC files too: 10 bytes and as many as four 7-bit digits say.
  static long id3Bytes(byte[] head) {
    if (!startsWith(head, 0, "ID3") || head.length < 10) {
      return 0;
    }
    return 10
        + ((head[6] & 0x7fL) << 21
            | (head[7] & 0x7f) << 14
            | (head[8] & 0x7f) << 7
            | head[9] & 0x7f);
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

  private static boolean startsWith(byte[] head, int offset, String ascii) {
    byte[] magic = ascii.getBytes(StandardCharsets.US_ASCII);
    int end = offset + magic.length;
    return head.length >= end && Arrays.equals(head, offset, end, magic, 0, magic.length);
  }
}
