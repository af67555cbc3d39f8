package dev.tenor.ser.models;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.manifest.CsvFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The ages of speakers, in groups. CREMA-D's are in `VideoDemographics.csv` beside the corpus,
/// EMO-DB's are published with it; RAVDESS publishes none.
///
/// @param years speaker's code → years
record SpeakerAges(Map<String, Integer> years) {
  static final String UNKNOWN = "unknown";

  /// In the order of a table.
  static final List<String> GROUPS = List.of("under 30", "30-44", "45-59", "60 and over", UNKNOWN);

  private static final Map<String, Integer> EMODB =
      Map.of(
          "03", 31, "08", 34, "09", 21, "10", 32, "11", 26, "12", 30, "13", 32, "14", 35, "15", 25,
          "16", 31);

  /// @param identity which corpus it is, see [CardCorpora]
  /// @throws DataException if the table beside the corpus is damaged
  static SpeakerAges of(String identity, Listing corpus) throws IOException {
    return switch (identity) {
      case "emodb" -> new SpeakerAges(EMODB);
      case "crema-d" -> cremaD(Beside.find(corpus, "VideoDemographics.csv"));
      default -> new SpeakerAges(Map.of());
    };
  }

  private static SpeakerAges cremaD(Path table) throws IOException {
    Map<String, Integer> years = new TreeMap<>();
    if (table != null) {
      CsvFile file = CsvFile.read(table, "ActorID,Age,Sex,Race,Ethnicity");
      List<List<String>> rows = file.columns("ActorID", "Age");
      for (int i = 0; i < rows.size(); i++) {
        String age = rows.get(i).get(1);
        if (!age.matches("\\d{1,3}")) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s: line %d: '%s' is not an age; restore the file",
                  table,
                  file.line(i),
                  age));
        }
        years.put(rows.get(i).get(0), Integer.parseInt(age));
      }
    }
    return new SpeakerAges(years);
  }

  /// The group of a speaker, one of [#GROUPS].
  String group(String speaker) {
    Integer age = years.get(speaker);
    return age == null ? UNKNOWN : GROUPS.get(age < 30 ? 0 : age < 45 ? 1 : age < 60 ? 2 : 3);
  }
}
