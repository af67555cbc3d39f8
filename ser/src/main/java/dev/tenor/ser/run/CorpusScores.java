package dev.tenor.ser.run;

import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.report.CorpusTable;
import dev.tenor.ser.stats.CorpusScore;
import dev.tenor.ser.stats.Predictions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Scores by corpus, see [Listing#corpusOf].
public final class CorpusScores {
  private CorpusScores() {}

  /// The scores of each corpus of which there is a prediction; none if that is one corpus alone and
  /// has all classes.
  ///
  /// @param listing holds the utterances of the predictions; the classes of a corpus are those of
  ///   its utterances there
  public static CorpusTable of(Listing listing, Predictions predictions) {
    List<CorpusScore> scores = each(listing, predictions);
    boolean plain = scores.size() == 1 && scores.getFirst().lacking().isEmpty();
    return new CorpusTable(plain ? List.of() : scores);
  }

  /// The scores of each corpus of which there is a prediction, also where it is one alone.
  public static List<CorpusScore> each(Listing listing, Predictions predictions) {
    Map<String, String> corpusOf = new HashMap<>();
    SortedMap<String, Set<String>> classes = new TreeMap<>();
    for (Utterance u : listing.utterances()) {
      String corpus = listing.corpusOf(u);
      corpusOf.put(u.key(), corpus);
      classes.computeIfAbsent(corpus, _ -> new TreeSet<>()).add(u.emotion());
    }
    List<CorpusScore> scores = new ArrayList<>();
    classes.forEach((corpus, own) -> {
      Predictions part = predictions.only(key -> corpus.equals(corpusOf.get(key)));
      if (part.size() > 0) {
        scores.add(CorpusScore.of(corpus, part, own));
      }
    });
    return scores;
  }
}
