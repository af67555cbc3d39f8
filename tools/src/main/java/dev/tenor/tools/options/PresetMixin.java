package dev.tenor.tools.options;

import dev.tenor.ser.run.SystemPresets;
import java.util.Iterator;
import picocli.CommandLine.Option;

/// Which network a run starts from.
public final class PresetMixin {
  /// For the help text.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SystemPresets.all().keySet().iterator();
    }
  }

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description =
          "Settings of front end, network and training, which other options modify:"
              + " ${COMPLETION-CANDIDATES} (default: tenor; paper where the paper's experiments are"
              + " repeated: depth, ablation, tsne).")
  private String preset;

  /// Its name, null if none is given.
  public String name() {
    return preset;
  }
}
