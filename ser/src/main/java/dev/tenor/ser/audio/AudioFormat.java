package dev.tenor.ser.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// File formats recognised by their first bytes.
enum AudioFormat {
  WAV,
  FLAC,
  MP3,
  OGG,
  MP4,
  ADTS,

  /// Formats that `ffmpeg` decodes: Matroska and WebM, ASF (WMA), AMR, CAF.
  FFMPEG,
  AIFF,
  AU,
  UNKNOWN;

  /// Number of bytes that [#of] needs.
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
    if (MpegSync.isHeader(bytes, at)) {
      return MP3;
    }
    if (startsWith(bytes, at + 4, "ftyp")) {
      return MP4;
    }
    if (isAdts(bytes, at)) {
      return ADTS;
    }
    return nameForFfmpeg(bytes, at) != null ? FFMPEG : UNKNOWN;
  }

  /// Twelve set bits, layer 0.
  private static boolean isAdts(byte[] bytes, int at) {
    return bytes.length >= at + 7
        && (bytes[at] & 0xff) == 0xff
        && (bytes[at + 1] & 0xf6) == 0xf0
        && (bytes[at + 2] & 0x3c) >> 2 < 13; // rates that there are
  }

  /// The name of a format that `ffmpeg` decodes; null for any other.
  static String nameForFfmpeg(byte[] bytes, int at) {
    if (isInt(bytes, at, 0x1a45dfa3)) { // EBML
      return "WebM or Matroska";
    }
    if (isInt(bytes, at, 0x3026b275)) {
      return "Windows Media (ASF)";
    }
    return startsWith(bytes, at, "#!AMR") ? "AMR" : startsWith(bytes, at, "caff") ? "CAF" : null;
  }

  private static boolean isInt(byte[] bytes, int at, int magic) {
    return bytes.length >= at + 4 && ByteBuffer.wrap(bytes).getInt(at) == magic;
  }

  static boolean startsWith(byte[] bytes, int at, String ascii) {
    byte[] magic = ascii.getBytes(StandardCharsets.US_ASCII);
    int end = at + magic.length;
    return bytes.length >= end && Arrays.equals(bytes, at, end, magic, 0, magic.length);
  }
}
