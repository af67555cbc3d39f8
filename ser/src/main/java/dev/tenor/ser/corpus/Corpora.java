package dev.tenor.ser.corpus;

import java.util.List;
import java.util.stream.Collectors;

/// All corpora that Tenor can read.
public final class Corpora {
  private static final List<Corpus> ALL =
      List.of(
          new Casia(),
          new CremaD(),
          new CsvManifest(),
          new EmoDb(),
          new Esd(),
          new Iemocap(),
          new IemocapList(),
          new JsonlManifest(),
          new Meld(),
          new MspPodcast(),
          new Ravdess(),
          new Savee(),
          new Synthetic(),
          new Tess());

  private Corpora() {}

  public static List<Corpus> all() {
    return ALL;
  }

  /// The corpus of this name.
  ///
  /// @throws IllegalArgumentException naming all corpora if there is none
  public static Corpus byName(String name) {
    return ALL.stream()
        .filter(corpus -> corpus.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no corpus '%s'; corpora: %s"
                    .formatted(
                        name, ALL.stream().map(Corpus::name).collect(Collectors.joining(", ")))));
  }
}
