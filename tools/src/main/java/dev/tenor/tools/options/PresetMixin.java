package dev.tenor.tools.options;

import dev.tenor.ser.model.Presets;
import java.util.Iterator;
import picocli.CommandLine.Option;

/// Which network a run starts from.
public final class PresetMixin {
  /// For the help text.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Presets.all().keySet().iterator();
    }
  }

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description =
          "Network preset, which other options modify: ${COMPLETION-CANDIDATES} (default: paper).")
  private String preset;

  /// Its name, null if none is given.
  public String name() {
    return preset;
  }
}
