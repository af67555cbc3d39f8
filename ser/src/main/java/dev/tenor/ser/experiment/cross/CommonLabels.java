package dev.tenor.ser.experiment.cross;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.RunCorpora;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The classes that all of some corpora have. A class that one lacks would make its scores
/// incomparable with the others'.
///
/// @param labels the common ones; utterances of the others are left out
/// @param notes which were left out, a line each
public record CommonLabels(LabelMap labels, List<String> notes) {
  /// @param wanted the classes to begin with
  /// @throws DataException if fewer than two are common
  public static CommonLabels of(List<CorpusSpec> corpora, LabelMap wanted) throws IOException {
    List<String> common = new ArrayList<>(wanted.labels());
    List<String> notes = new ArrayList<>();
    for (CorpusSpec corpus : corpora) {
      Listing listing = RunCorpora.load(List.of(corpus), wanted).listing();
      for (Map.Entry<String, Integer> count : listing.counts().entrySet()) {
        if (count.getValue() == 0 && common.remove(count.getKey())) {
          notes.add(count.getKey() + " is left out everywhere: " + corpus.name() + " has none");
        }
      }
    }
    if (common.size() < 2) {
      throw new DataException(
          "the corpora have not two classes in common: "
              + String.join("; ", notes)
              + "; choose others with --labels");
    }
    return new CommonLabels(only(common, wanted), notes);
  }

  private static LabelMap only(List<String> common, LabelMap wanted) {
    SortedMap<String, String> aliases = new TreeMap<>(wanted.aliases());
    aliases.replaceAll((_, label) -> common.contains(label) ? label : "");
    wanted.labels().stream()
        .filter(label -> !common.contains(label))
        .forEach(label -> aliases.put(label, ""));
    return new LabelMap(common, aliases);
  }
}
