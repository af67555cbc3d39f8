package dev.tenor.ser.audio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Names files that are no recordings of a known format, as far as their beginnings tell, and the
/// way out.
final class NotAudio {
  private static final int SHOWN = 12;

  /// A beginning and what it means.
  private record Kind(int offset, String magic, String what) {}

  private static final String ANOTHER = "; convert it to WAV or FLAC";

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              0,
              "version https://git-lfs",
              "is a Git LFS pointer in place of the recording; run `git lfs pull`"),
          new Kind(0, "PK\3\4", "is a ZIP archive; unpack it"),
          new Kind(0, "Rar!", "is a RAR archive; unpack it"),
          new Kind(0, "7z\u00bc\u00af", "is a 7z archive; unpack it"),
          new Kind(0, "\u001f\u008b", "is a gzip archive; unpack it"),
          new Kind(257, "ustar", "is a tar archive; unpack it"),
          new Kind(0, "%PDF", "is a PDF document; name the recording"),
          new Kind(0, "\u0089PNG", "is a PNG picture; name the recording"),
          new Kind(0, "\u00ff\u00d8\u00ff", "is a JPEG picture; name the recording"),
          new Kind(0, "._", "is an AppleDouble file of macOS; name the recording beside it"),
          new Kind(
              0, "\0\5\u0016\7", "is an AppleDouble file of macOS; name the recording beside it"),
          new Kind(0, "\u0093NUMPY", "holds NumPy values and no recording"),
          new Kind(8, "AVI ", "is an AVI video" + ANOTHER));

  private NotAudio() {}

  /// What the file is, and what to do, without its name.
  static String describe(byte[] head) {
    for (Kind kind : KINDS) {
      if (startsWith(head, kind.offset(), kind.magic())) {
        return kind.what();
      }
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String start = text.strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html")
        || start.startsWith("<html")
        || start.contains("<head")) {
      return "is a web page and no recording; the download failed, get the file again";
    }
    if (start.startsWith("<?xml")) {
      return "is XML and no recording; the download failed, get the file again";
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return "is JSON and no recording; the download failed, get the file again";
    }
    if (text.chars().allMatch(c -> c == 0)) {
      return "begins with nothing but zeros; the copy failed, get the file again";
    }
    return "is no recording in a known format (begins with '"
        + text.substring(0, Math.min(SHOWN, text.length())).replaceAll("[^\\x20-\\x7e]", ".")
        + "'); convert it to WAV, FLAC, MP3, Ogg Vorbis or Opus";
  }

  private static boolean startsWith(byte[] head, int offset, String magic) {
    byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
    int end = offset + bytes.length;
    return head.length >= end && Arrays.equals(head, offset, end, bytes, 0, bytes.length);
  }
}
