package dev.tenor.ser.experiment.cross;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.JoinedListing;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.ForeignAnswers;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.stats.PredictionFile;
import dev.tenor.ser.stats.Predictions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Every training set against every corpus, made from the predictions in the run folders alone.
public final class CrossMatrix {
  private final SequencedMap<String, Listing> corpora = new LinkedHashMap<>();
  private final List<String> trainings = new ArrayList<>();
  private final List<CrossCell> cells = new ArrayList<>();

  /// @param outcomes of the plan's runs
  /// @throws DataException if a corpus no longer has what was tested
  public CrossMatrix(Plan plan, List<Outcome> outcomes) throws IOException {
    for (CorpusSpec corpus : plan.base().corpora()) {
      corpora.put(
          corpus.name(), RunCorpora.load(List.of(corpus), plan.base().labelMap()).listing());
    }
    for (Variant variant : plan.variants()) {
      trainings.add(variant.name());
      List<Outcome> finished =
          outcomes.stream()
              .filter(o -> o.isFinished() && o.run().variant().equals(variant))
              .toList();
      if (!finished.isEmpty()) {
        for (String tested : corpora.keySet()) {
          cells.add(cell(variant, tested, finished));
        }
      }
    }
  }

  private CrossCell cell(Variant variant, String tested, List<Outcome> runs) throws IOException {
    boolean home = variant.corpora().contains(tested);
    Map<String, String> speakers = new HashMap<>();
    corpora.get(tested).utterances().forEach(u -> speakers.put(u.key(), u.speaker()));
    List<Predictions> answers = new ArrayList<>();
    for (Outcome run : runs) {
      Predictions all =
          home
              ? home(variant, tested, run.folder())
              : PredictionFile.read(ForeignAnswers.file(run.folder(), tested));
      requireKnown(all, speakers, run.folder());
      answers.add(all);
    }
    return CrossCell.of(variant.name(), tested, home, answers, speakers);
  }

  /// The part of a run's own test set that is of a corpus, with the keys of that corpus alone.
  private static Predictions home(Variant variant, String corpus, Path run) throws IOException {
    Predictions all = PredictionFile.read(RunDirectory.open(run).predictions());
    if (variant.corpora().size() == 1) {
      return all;
    }
    String start = JoinedListing.key(corpus, "");
    Predictions own = all.only(key -> key.startsWith(start));
    List<String> keys = own.keys().stream().map(key -> key.substring(start.length())).toList();
    return new Predictions(own.labels(), keys, own.truth(), own.probabilities());
  }

  private static void requireKnown(Predictions answers, Map<String, String> speakers, Path run)
      throws DataException {
    for (String key : answers.keys()) {
      if (!speakers.containsKey(key)) {
        throw new DataException(
            run + ": was tested on " + key + ", which the corpus no longer has; restore it");
      }
    }
  }

  /// The corpora in the order of the plan, by their names.
  public SequencedMap<String, Listing> corpora() {
    return corpora;
  }

  /// The names of the training sets in the order of the plan.
  public List<String> trainings() {
    return trainings;
  }

  /// All cells that have a score, row by row.
  public List<CrossCell> cells() {
    return cells;
  }

  /// One cell; empty if no run of it has a result.
  public Optional<CrossCell> cell(String trained, String tested) {
    return cells.stream()
        .filter(c -> c.trained().equals(trained) && c.tested().equals(tested))
        .findFirst();
  }
}
