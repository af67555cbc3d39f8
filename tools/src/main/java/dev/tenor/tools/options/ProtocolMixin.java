package dev.tenor.tools.options;

import dev.tenor.ser.split.Protocol;
import dev.tenor.ser.split.Protocols;
import java.nio.file.Path;
import java.util.Iterator;
import picocli.CommandLine.Option;

/// How the corpus is split.
public final class ProtocolMixin {
  /// For the help text.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Protocols.all().stream().map(Protocol::name).iterator();
    }
  }

  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description =
          "How the corpus is split: ${COMPLETION-CANDIDATES}, speaker-K, or a split.json; see the README"
              + " (default: speaker, which is speaker-disjoint).")
  private String protocol = Protocols.DEFAULT.name();

  /// As it was given.
  public String given() {
    return protocol;
  }

  /// The protocol's name; a split file is named by its whole path, so that a run that goes on in
  /// another folder finds it.
  public String name() {
    return isFile() ? Path.of(protocol).toAbsolutePath().normalize().toString() : protocol;
  }

  public boolean isFile() {
    return Protocols.isFile(protocol);
  }
}
