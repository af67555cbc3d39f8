package dev.tenor.tools.options;

import dev.tenor.ser.split.Protocol;
import dev.tenor.ser.split.Protocols;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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
              + " (default: speaker, which is speaker-disjoint). Once for all corpora, or one for"
              + " each in their order.")
  private List<String> given = new ArrayList<>();

  boolean isGiven() {
    return !given.isEmpty();
  }

  /// The protocol of each of `count` corpora; a split file is named by its whole path, so that a
  /// run that goes on in another folder finds it.
  ///
  /// @throws IllegalArgumentException if neither one nor `count` are given
  public List<String> names(int count) {
    List<String> all = given.isEmpty() ? List.of(Protocols.DEFAULT.name()) : given;
    if (all.size() != 1 && all.size() != count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d --protocol for %d corpora; give one for all, or one for each in their order",
              all.size(),
              count));
    }
    List<String> names = all.stream().map(ProtocolMixin::proper).toList();
    return all.size() == count ? names : Collections.nCopies(count, names.getFirst());
  }

  private static String proper(String name) {
    return Protocols.isFile(name)
        ? Path.of(name).toAbsolutePath().normalize().toString()
        : Protocols.byName(name).name();
  }
}
