package dev.tenor.ser.split;

import dev.tenor.ser.Names;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// All protocols.
public final class Protocols {
  /// Speaker-disjoint folds, the default.
  public static final Protocol DEFAULT = SpeakerFolds.publishedOrSeeded();

  private static final List<Protocol> ALL =
      List.of(
          DEFAULT,
          new OneSpeakerOut(),
          new LeaveOneOut(),
          SpeakerFolds.published(),
          new ReslstmFolds(),
          new PublishedParts(),
          new PaperProtocol(),
          new ReferenceFolds());

  private Protocols() {}

  public static List<Protocol> all() {
    return ALL;
  }

  /// The protocol of this name; `speaker-K` gives K speaker-disjoint folds, and the path of a split
  /// file (`….json`) the subsets in it.
  ///
  /// @throws IllegalArgumentException naming all protocols if there is none
  public static Protocol byName(String name) {
    if (isFile(name)) {
      return new SavedSplit(Path.of(name));
    }
    if (name.matches("speaker-\\d{1,4}")) {
      return SpeakerFolds.seeded(Integer.parseInt(name.substring("speaker-".length())));
    }
    List<String> known = ALL.stream().map(Protocol::name).toList();
    return Names.find(name, known)
        .map(found -> ALL.get(known.indexOf(found)))
        .orElseThrow(() ->
            new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "no protocol '%s'%s; protocols: %s, speaker-K, or a split file (….json)",
                    name,
                    Names.didYouMean(name, known),
                    String.join(", ", known))));
  }

  /// Whether a protocol's name is the path of a split file.
  public static boolean isFile(String name) {
    return name.endsWith(SavedSplit.SUFFIX);
  }
}
