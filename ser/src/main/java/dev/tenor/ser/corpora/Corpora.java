package dev.tenor.ser.corpora;

import dev.tenor.ser.DataException;
import dev.tenor.ser.Names;
import dev.tenor.ser.Remedy;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.manifest.CsvManifest;
import dev.tenor.ser.corpus.manifest.JsonlManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
          new JsonlManifest(EmoBox::complete),
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

  /// The corpus of this name, whose case, hyphens and underscores do not matter: `EMO-DB`.
  ///
  /// @throws IllegalArgumentException naming all corpora if there is none
  public static Corpus byName(String name) {
    List<String> known = ALL.stream().map(Corpus::name).toList();
    return Names.find(name, known)
        .map(found -> ALL.get(known.indexOf(found)))
        .orElseThrow(() ->
            new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "no corpus '%s'%s; corpora: %s",
                    name,
                    Names.didYouMean(name, known),
                    names(ALL))));
  }

  /// Detects the corpus in a folder or manifest.
  ///
  /// @throws DataException if it is not recognised, or ambiguous
  public static Corpus recognise(Path data) throws IOException {
    if (!Files.exists(data)) {
      throw new DataException(data + ": no such file or folder; check the path");
    }
    List<Corpus> found = new ArrayList<>();
    for (Corpus corpus : ALL) {
      if (corpus.recognises(data)) {
        found.add(corpus);
      }
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty() && Files.isRegularFile(data) && CsvManifest.isCsv(data)) {
      return byName("csv"); // reports what is wrong with the file
    }
    throw new DataException(
        found.isEmpty()
            ? String.format(
                Locale.ROOT,
                "%s: is not a known corpus; name its kind to see what does not fit: %s",
                data,
                names(ALL))
            : String.format(
                Locale.ROOT, "%s: holds several corpora: %s; name one", data, names(found)),
        Remedy.NAME_CORPUS);
  }

  private static String names(List<Corpus> corpora) {
    return corpora.stream().map(Corpus::name).collect(Collectors.joining(", "));
  }
}
