package dev.tenor.ser.audio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// Files that are no recordings, recognised by their first bytes.
///
/// @param what they are
/// @param wayOut what the user can do
/// @param sound whether they hold sound that another program can convert
record ForeignFile(String what, String wayOut, boolean sound) {
  private static final String CONVERT = "convert it to WAV or FLAC";
  private static final int SHOWN = 12;
  private static final String AGAIN = "download it again";

  private record Magic(String bytes, int at, ForeignFile file) {}

  private static final List<Magic> MAGICS =
      List.of(
          sound("ftyp", 4, "MP4, M4A or a film"),
          sound("\u001aE\u00df\u00a3", 0, "WebM or Matroska"),
          sound("FLV\u0001", 0, "a Flash film"),
          sound("AVI ", 8, "an AVI film"),
          sound("\u0000\u0000\u0001\u00ba", 0, "an MPEG film"),
          sound("0&\u00b2u\u008ef\u00cf\u0011", 0, "Windows Media (WMA or a film)"),
          sound("#!AMR", 0, "AMR"),
          sound("caff", 0, "Apple's CAF"),
          sound("wvpk", 0, "WavPack"),
          sound("MAC ", 0, "Monkey's Audio"),
          sound("TTA1", 0, "True Audio"),
          sound("DSD ", 0, "DSD"),
          sound("NIST_1A", 0, "NIST SPHERE"),
          sound("riff\u002e\u0091\u00cf\u0011", 0, "Sony Wave64"),
          sound("RIFX", 0, "big-endian WAVE"),
          sound("Creative Voice File", 0, "Creative Voice"),
          sound("ajkg", 0, "Shorten"),
          sound(".RMF", 0, "RealMedia"),
          new Magic("MThd", 0, new ForeignFile("MIDI, notes and no sound", "leave it out", false)),
          archive("PK\u0003\u0004", "a ZIP archive"),
          archive("PK\u0005\u0006", "an empty ZIP archive"),
          archive("Rar!", "a RAR archive"),
          archive("7z\u00bc\u00af", "a 7-Zip archive"),
          archive("\u001f\u008b", "a gzip archive"),
          archive("BZh", "a bzip2 archive"),
          archive("\u00fd7zXZ", "an xz archive"),
          archive("(\u00b5/\u00fd", "a Zstandard archive"),
          new Magic("ustar", 257, new ForeignFile("a tar archive", "unpack it", false)),
          other("\u0089PNG", "a picture"),
          other("\u00ff\u00d8\u00ff\u00e0", "a picture"),
          other("\u00ff\u00d8\u00ff\u00e1", "a picture"),
          other("GIF8", "a picture"),
          other("%PDF", "a PDF document"),
          other("\u0089HDF", "an HDF5 data file"),
          other("\u0093NUMPY", "a NumPy array"),
          other("bplist", "a property list, perhaps the placeholder of a cloud drive"),
          new Magic(
              "\u0000\u0005\u0016\u0007",
              0,
              new ForeignFile("a macOS resource fork ('._' file)", "leave it out", false)));

  private static Magic sound(String bytes, int at, String what) {
    return new Magic(bytes, at, new ForeignFile(what, CONVERT, true));
  }

  private static Magic archive(String bytes, String what) {
    return new Magic(bytes, 0, new ForeignFile(what, "unpack it and name the recordings", false));
  }

  private static Magic other(String bytes, String what) {
    return new Magic(bytes, 0, new ForeignFile(what, AGAIN, false));
  }

  /// A message: what a file is instead of a recording, and the remedy.
  static String describe(byte[] head) {
    ForeignFile known = of(head);
    if (known != null) {
      return known.sound()
          ? "is " + known.what() + ", which is not read; " + known.wayOut()
          : "is not a recording but " + known.what() + "; " + known.wayOut();
    }
    return head.length == 0
        ? "holds a tag and nothing after it; copy it again"
        : "is not a recording in a known format" + beginning(head) + "; convert it to WAV or FLAC";
  }

  private static String beginning(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, SHOWN), StandardCharsets.ISO_8859_1);
    return " (begins with '" + FileBytes.printable(start) + "')";
  }

  /// The kind of a file, null if unknown.
  ///
  /// @param head its first bytes, some thousands where there are so many
  static ForeignFile of(byte[] head) {
    String start = new String(head, StandardCharsets.ISO_8859_1);
    for (Magic magic : MAGICS) {
      if (start.startsWith(magic.bytes(), magic.at())) {
        return magic.file();
      }
    }
    if (head.length > 0 && start.chars().allMatch(c -> c == 0)) {
      return new ForeignFile(
          "zeros at least at its beginning, a placeholder or a download that never finished",
          AGAIN,
          false);
    }
    return isText(head) ? text(head, start) : null;
  }

  private static ForeignFile text(byte[] head, String text) {
    String start = text.replaceFirst("^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)", "");
    start = start.replace("\u0000", "").strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("version https://git-lfs") || start.startsWith("version https://hawser")) {
      return new ForeignFile(
          "a Git LFS pointer, the recording itself was never fetched",
          "run 'git lfs pull' in its repository",
          false);
    }
    if (start.contains("annex/objects/")) {
      return new ForeignFile(
          "a git-annex pointer, the recording itself was never fetched",
          "run 'git annex get .' or 'datalad get .' in its repository",
          false);
    }
    if (start.startsWith("<!doctype html") || start.startsWith("<html") || isPage(start)) {
      return new ForeignFile(
          "an HTML page, such as a login or an error, saved in place of the recording",
          "download the recording again",
          false);
    }
    if (start.startsWith("<")) {
      return new ForeignFile(
          "an XML text, such as an error of the server", "download the recording again", false);
    }
    if (start.startsWith("{") || start.startsWith("[")) {
      return new ForeignFile(
          "a JSON text, such as an error of the server", "download the recording again", false);
    }
    return new ForeignFile("a text" + beginning(head), "name the recording itself", false);
  }

  private static boolean isPage(String start) {
    return start.startsWith("<") && start.contains("<html");
  }

  /// Whether there are only the characters of a text, in UTF-8, an eight-bit code or UTF-16.
  private static boolean isText(byte[] head) {
    boolean wide =
        head.length >= 2
            && (head[0] == (byte) 0xff && head[1] == (byte) 0xfe
                || head[0] == (byte) 0xfe && head[1] == (byte) 0xff);
    int printable = 0;
    for (int i = wide ? 2 : 0; i < head.length; i++) {
      boolean zero = wide && head[i] == 0;
      if (head[i] >= 0 && head[i] < ' ' && !zero && "\t\n\f\r\u001b".indexOf(head[i]) < 0) {
        return false;
      }
      printable += head[i] >= ' ' && head[i] < 0x7f || zero ? 1 : 0;
    }
    return head.length > 1 && printable * 2 >= head.length;
  }
}
