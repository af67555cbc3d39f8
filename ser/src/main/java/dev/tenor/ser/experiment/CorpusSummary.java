package dev.tenor.ser.experiment;

import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.run.CorpusScores;
import dev.tenor.ser.stats.CorpusScore;
import dev.tenor.ser.stats.MeanSd;
import dev.tenor.ser.stats.Predictions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The test scores of one variant on one corpus of several.
///
/// @param runs how many tested the corpus
/// @param wa mean and standard deviation over these, likewise `ua`, `macroF1`
/// @param restrictedUa the same of the UA among the classes that the corpus has
/// @param pooled the scores of all predictions together
public record CorpusSummary(
    Variant variant,
    int runs,
    MeanSd wa,
    MeanSd ua,
    MeanSd macroF1,
    MeanSd restrictedUa,
    CorpusScore pooled) {
  /// One for each corpus; none where one corpus with all classes is all there is.
  ///
  /// @param records of one variant, at least one
  static List<CorpusSummary> of(List<RunRecord> records, Listing listing) {
    Map<String, List<CorpusScore>> byCorpus = new LinkedHashMap<>();
    for (RunRecord r : records) {
      for (CorpusScore score : CorpusScores.each(listing, r.predictions())) {
        byCorpus.computeIfAbsent(score.name(), _ -> new ArrayList<>()).add(score);
      }
    }
    Predictions all = Predictions.pooled(records.stream().map(RunRecord::predictions).toList());
    Variant variant = records.getFirst().run().variant();
    return CorpusScores.of(listing, all).scores().stream()
        .map(pooled -> of(variant, byCorpus.get(pooled.name()), pooled))
        .toList();
  }

  private static CorpusSummary of(Variant variant, List<CorpusScore> scores, CorpusScore pooled) {
    return new CorpusSummary(
        variant,
        scores.size(),
        MeanSd.of(scores, s -> s.all().wa()),
        MeanSd.of(scores, s -> s.all().ua()),
        MeanSd.of(scores, s -> s.all().macroF1()),
        MeanSd.of(scores, s -> s.restricted().ua()),
        pooled);
  }
}
