package dev.tenor.tools.console;

/// Removes line breaks and terminal control characters, which file names may contain.
public final class OneLine {
  private OneLine() {}

  /// The text with one space for each run of such characters and the space around it.
  public static String of(String text) {
    return text.replaceAll("\\s*[\\p{Cc}\\p{Zl}\\p{Zp}]+\\s*", " ");
  }
}
