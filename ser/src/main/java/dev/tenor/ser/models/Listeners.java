package dev.tenor.ser.models;

import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.manifest.CsvFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people who only heard a recording took it for: CREMA-D's `summaryTable.csv` has the letter
/// of the emotion that most of them chose (column `VoiceVote`), several with `:` where they tie.
///
/// @param votes name of the recording without extension → the classes, `""` for an emotion that is
///   none of the model's
record Listeners(Map<String, List<String>> votes) {
  private static final Map<String, String> LETTERS =
      Map.of("A", "angry", "D", "disgust", "F", "fear", "H", "happy", "N", "neutral", "S", "sad");

  /// @param identity which corpus it is, see [CardCorpora]
  /// @return nothing if the corpus has no such table
  static Optional<Listeners> of(String identity, Listing corpus) throws IOException {
    LabelMap labels = corpus.labels();
    Path table = identity.equals("crema-d") ? Beside.find(corpus, "summaryTable.csv") : null;
    if (table == null) {
      return Optional.empty();
    }
    Map<String, List<String>> votes = new HashMap<>();
    for (List<String> row :
        CsvFile.read(table, "FileName,VoiceVote").columns("FileName", "VoiceVote")) {
      votes.put(
          row.get(0),
          List.of(row.get(1).split(":")).stream()
              .map(letter -> labels.classOf(LETTERS.getOrDefault(letter, letter)).orElse(""))
              .toList());
    }
    return Optional.of(new Listeners(votes));
  }

  private static String stem(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  /// Whether there are votes for a recording.
  boolean know(String key) {
    return votes.containsKey(stem(key));
  }

  /// How far the majority named a recording's class: 1, 0, or a share where several tie.
  double right(String key, String emotion) {
    List<String> majority = votes.get(stem(key));
    return majority.stream().filter(emotion::equals).count() / (double) majority.size();
  }
}
