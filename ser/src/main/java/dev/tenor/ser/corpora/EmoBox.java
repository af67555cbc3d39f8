package dev.tenor.ser.corpora;

import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.corpus.manifest.Column;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Metadata of EmoBox's manifests (Ma et al., Interspeech 2024) that only the file names contain.
public final class EmoBox {
  /// Its names of data sets whose file names contain the speaker.
  private static final Map<String, FileNameCorpus> DATASETS =
      Map.of(
          "casia", new Casia(),
          "cremad", new CremaD(),
          "emodb", new EmoDb(),
          "esd", new Esd(),
          "ravdess", new Ravdess(),
          "savee", new Savee(),
          "tess", new Tess());

  private EmoBox() {}

  /// Adds speaker, text, gender and turn to a row without a speaker, if its file name contains
  /// them.
  public static void complete(String dataset, Map<Column, String> values) {
    String path = values.get(Column.PATH);
    if (path == null || values.containsKey(Column.SPEAKER)) {
      return;
    }
    parse(dataset, path)
        .ifPresent(utterance -> {
          put(values, Column.SPEAKER, utterance.speaker());
          put(values, Column.SESSION, utterance.session());
          put(values, Column.TEXT, utterance.text());
          put(values, Column.GENDER, utterance.gender());
          if (utterance.turn() != null) {
            put(values, Column.DIALOGUE, utterance.turn().dialogue());
            put(values, Column.SCENARIO, utterance.turn().scenario());
            put(values, Column.ROLE, utterance.turn().role());
            put(values, Column.TURN, Integer.toString(utterance.turn().index()));
          }
        });
  }

  private static void put(Map<Column, String> values, Column column, String value) {
    if (value != null) {
      values.putIfAbsent(column, value);
    }
  }

  /// Corpus folders differ, so every tail of the path is tried, the longest first.
  private static Optional<Utterance> parse(String dataset, String path) {
    try {
      Path audio = Path.of(path);
      if (audio.getNameCount() == 0) {
        return Optional.empty(); // a root is no recording
      }
      String name = audio.getFileName().toString();
      String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
      if (dataset.equals("iemocap")) {
        return IemocapName.parse(stem).map(id -> id.utterance(path, audio, "unknown", null));
      }
      FileNameCorpus corpus = DATASETS.get(dataset);
      List<Integer> starts = IntStream.range(0, audio.getNameCount()).boxed().toList();
      return corpus == null
          ? Optional.empty()
          : starts.stream()
              .map(i -> audio.subpath(i, audio.getNameCount()).toString().replace('\\', '/'))
              .flatMap(key -> corpus.parse(key, audio, stem).stream())
              .findFirst();
    } catch (InvalidPathException _) {
      return Optional.empty(); // reported with its line number where the path is resolved
    }
  }
}
