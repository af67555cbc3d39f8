package dev.tenor.ser.audio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The kinds of file that can be told by their first bytes.
enum AudioFormat {
  WAV,
  FLAC,
  MP3,
  OGG,
  AIFF,
  AU,
  UNKNOWN;

  /// Bytes that [#of] wants to see.
  static final int HEAD_BYTES = 12;

  /// @param bytes of a file
  /// @param at where a recording might begin
  static AudioFormat of(byte[] bytes, int at) {
    if ((startsWith(bytes, at, "RIFF")
            || startsWith(bytes, at, "RF64")
            || startsWith(bytes, at, "BW64"))
        && startsWith(bytes, at + 8, "WAVE")) {
      return WAV;
    }
    if (startsWith(bytes, at, "FORM")
        && (startsWith(bytes, at + 8, "AIFF") || startsWith(bytes, at + 8, "AIFC"))) {
      return AIFF;
    }
    if (startsWith(bytes, at, "fLaC")) {
      return FLAC;
    }
    if (startsWith(bytes, at, "OggS")) {
      return OGG;
    }
    if (startsWith(bytes, at, ".snd")) {
      return AU;
    }
    return MpegSync.isHeader(bytes, at) ? MP3 : UNKNOWN;
  }

  static boolean startsWith(byte[] bytes, int at, String ascii) {
    byte[] magic = ascii.getBytes(StandardCharsets.US_ASCII);
    int end = at + magic.length;
    return bytes.length >= end && Arrays.equals(bytes, at, end, magic, 0, magic.length);
  }
}
