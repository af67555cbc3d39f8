package dev.tenor.ser;

/// A remedy for a [DataException] that depends on the program: whoever reports the exception adds
/// it, the command line for instance as the option to use.
public enum Remedy {
  /// Name the kind of corpus.
  NAME_CORPUS,

  /// Read the manifest as JSON lines.
  READ_JSON_LINES,

  /// Choose another folder for what is to be written.
  OTHER_FOLDER,

  /// Choose another folder, or resume the run in this one.
  OTHER_FOLDER_OR_RESUME,

  /// Start a new run in the folder instead of resuming one.
  START_RUN
}
