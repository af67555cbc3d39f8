package dev.tenor.ser.audio;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// File name extensions of recordings. They only select files in a folder; the format is detected
/// from the content.
public final class AudioExtensions {
  /// Those of lossless formats come first.
  private static final List<String> ALL =
      List.of(
          ".wav", ".wave", ".flac", ".aif", ".aiff", ".aifc", ".au", ".snd", ".mp3", ".mp2",
          ".mpga", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".mp4", ".webm", ".mka");

  private AudioExtensions() {}

  /// The extensions with their dot, in lower case.
  public static List<String> all() {
    return ALL;
  }

  /// Whether the file's name ends, in any case, with one of them.
  public static boolean isAudio(Path file) {
    Path name = file.getFileName();
    return name != null && ALL.contains(extension(name.toString()));
  }

  private static String extension(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), 0)).toLowerCase(Locale.ROOT);
  }
}
