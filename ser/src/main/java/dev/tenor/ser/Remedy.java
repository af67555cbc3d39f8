package dev.tenor.ser;

/// A way out of a [DataException] that each program offers in its own words: who reports the
/// exception adds them, a command line the option to give.
public enum Remedy {
  /// Name the kind of corpus.
  NAME_CORPUS,

  /// Read the manifest as JSON lines.
  READ_JSON_LINES,

  /// Choose another folder for what is to be written.
  OTHER_FOLDER,

  /// The same, or go on with the run in the folder.
  OTHER_FOLDER_OR_RESUME,

  /// Start a run in the folder instead of going on with one.
  START_RUN
}
