package dev.tenor.tools.console;

/// File names may hold line breaks and the controls of terminals; what people read must not.
public final class OneLine {
  private OneLine() {}

  /// The text with one space for each run of such characters and the space around it.
  public static String of(String text) {
    return text.replaceAll("\\s*[\\p{Cc}\\p{Zl}\\p{Zp}]+\\s*", " ");
  }
}
