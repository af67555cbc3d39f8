package dev.tenor.tools.options;

import picocli.CommandLine.Option;

/// What finished runs keep of their state.
public final class KeepMixin {
  @Option(
      names = "--keep",
      paramLabel = "model|checkpoint",
      defaultValue = "MODEL",
      description =
          "What a finished run keeps: the model alone, or also the checkpoint, from which 'train"
              + " --resume' can prolong it (default: model).")
  private Kept kept;

  /// What may be kept.
  private enum Kept {
    MODEL,
    CHECKPOINT
  }

  public boolean checkpoint() {
    return kept == Kept.CHECKPOINT;
  }
}
