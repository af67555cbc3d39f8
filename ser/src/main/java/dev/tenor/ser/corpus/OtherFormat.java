package dev.tenor.ser.corpus;

import dev.tenor.ser.audio.AudioExtensions;
import java.nio.file.Files;
import java.nio.file.Path;

/// Corpora whose label files name WAV files are often stored in another format.
public final class OtherFormat {
  private OtherFormat() {}

  /// `audio` if it is there, else the recording of the same name in another format, else `audio`.
  public static Path of(Path audio) {
    if (Files.exists(audio)) {
      return audio;
    }
    String name = audio.getFileName().toString();
    String stem = name.substring(0, name.lastIndexOf('.'));
    return AudioExtensions.all().stream()
        .map(extension -> audio.resolveSibling(stem + extension))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(audio);
  }
}
