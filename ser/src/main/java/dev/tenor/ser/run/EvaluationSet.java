package dev.tenor.ser.run;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.ser.report.CalibrationReport;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.stats.NearChance;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Temperature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// The utterances that a model is evaluated on, and what is needed to interpret the scores.
///
/// @param run the run whose subset they are, null for whole corpora
/// @param cited the corpora that the model was trained on and that it is evaluated on
/// @param name short, for the table
/// @param heading a few words
/// @param title corpus and protocol
/// @param sharing whether their speakers are in the training data
/// @param skipped utterance key → why its recording could not be read, of those that the run has
///   left out
/// @param skippedHere how many of them are of this subset
/// @param acoustic the scores of acoustic baselines on these utterances, from the run
/// @param listing the corpora that they are from
/// @param audit what the split of the test set gives away, null where there is no split
public record EvaluationSet(
    RunDirectory run,
    List<String> cited,
    String name,
    String heading,
    String title,
    String sharing,
    SortedMap<String, String> skipped,
    int skippedHere,
    AcousticTable acoustic,
    AuditTable audit,
    Listing listing,
    List<Utterance> utterances) {
  /// @param models the files of the models that answered together
  /// @param uncalibrated the predictions for the utterances at temperature 1
  public EvaluationReport report(
      List<Path> models, Temperature temperature, Predictions uncalibrated) {
    Predictions predictions = temperature.apply(uncalibrated);
    return new EvaluationReport(
        run,
        cited,
        models,
        listing,
        name,
        heading,
        title,
        sharing,
        skipped,
        skippedHere,
        acoustic,
        audit,
        predictions,
        CalibrationReport.of(temperature, uncalibrated),
        CorpusScores.of(listing, predictions),
        chance(predictions));
  }

  /// How sure the UA is: the interval over speakers.
  private NearChance chance(Predictions predictions) {
    Map<String, String> speakers =
        utterances.stream().collect(Collectors.toMap(Utterance::key, Utterance::speaker));
    return NearChance.of(predictions, speakers);
  }

  /// The same utterances of whole corpora, with how many of them the models were trained on.
  ///
  /// @param corpora those that the utterances are from
  /// @param sounds the hash of each utterance's samples
  public EvaluationSet countingKnown(
      List<Path> models, List<CorpusSpec> corpora, List<String> sounds) throws IOException {
    String known = TrainedOn.sentence(models, corpora, utterances, sounds);
    return new EvaluationSet(
        run,
        cited,
        name,
        heading,
        title,
        sharing + "; " + known,
        skipped,
        skippedHere,
        acoustic,
        audit,
        listing,
        utterances);
  }

  /// One subset of a run's own split.
  ///
  /// @param data where the corpora are now, in their order; none for where the run found them
  public static EvaluationSet ofRun(Path run, List<Path> data, Side side) throws IOException {
    RunDirectory directory = RunDirectory.open(run);
    RunSpec spec = directory.spec();
    SortedMap<String, String> skipped = directory.skipped();
    Listing whole = RunCorpora.of(spec.movedTo(data)).listing();
    Split saved = directory.savedSplit();
    saved.summary(whole); // the corpus of this run?
    Listing listing = whole.without(skipped.keySet());
    Split split = saved.without(skipped.keySet());
    long skippedHere = skipped.keySet().stream().filter(k -> saved.sides().get(k) == side).count();
    return new EvaluationSet(
        directory,
        spec.corpora().stream().map(CorpusSpec::identity).toList(),
        side.toString(),
        spec.title() + ", " + side + " set",
        spec.corpus() + ", " + split.title() + ", " + side + " set",
        side == Side.TEST
            ? split.summary(listing).lines().getLast()
            : "this subset took part in training or in choosing the epoch",
        skipped,
        (int) skippedHere,
        side == Side.TEST
            ? directory.acoustic(spec.labelMap().labels())
            : new AcousticTable(List.of()),
        side == Side.TEST
            ? new AuditTable(List.of(SplitAudit.of(listing, split, directory.recordings())))
            : null,
        listing,
        split.utterances(listing, side));
  }

  /// Confirms that other runs can be asked about a run's subset.
  ///
  /// @throws DataException if one of them divided the utterances otherwise
  public static void requireSameSplit(Path run, List<Path> others) throws IOException {
    Split split = RunDirectory.open(run).savedSplit();
    for (Path other : others) {
      if (!RunDirectory.open(other).savedSplit().sides().equals(split.sides())) {
        throw new DataException(
            other
                + ": was trained on another split than "
                + run
                + " and may know its speakers; train it with --protocol "
                + run.resolve("split.json"));
      }
    }
  }

  /// Whole corpora.
  ///
  /// @throws IllegalArgumentException if the labels are not the model's
  public static EvaluationSet ofCorpora(
      List<CorpusSpec> corpora, LabelMap labels, TrainedModel model) throws IOException {
    if (!labels.labels().equals(model.labels())) {
      throw new IllegalArgumentException(
          "the labels are " + labels.labels() + ", the model's are " + model.labels());
    }
    Listing listing = RunCorpora.load(corpora, labels).listing();
    String name = listing.corpus();
    String trained = model.provenance().path("corpus").asText("another corpus");
    List<String> shared = new ArrayList<>(List.of(trained.split("\\+")));
    shared.retainAll(corpora.stream().map(CorpusSpec::name).toList());
    String sharing =
        shared.isEmpty()
            ? "the model was trained on " + trained
            : "the model was trained on a part of " + String.join("+", shared);
    List<String> cited = new ArrayList<>(List.of(trained.split("\\+")));
    cited.remove("another corpus");
    corpora.forEach(c -> cited.add(c.identity()));
    return new EvaluationSet(
        null,
        cited,
        "all",
        name + ", all utterances",
        listing.describe(),
        sharing,
        Collections.emptySortedMap(),
        0,
        new AcousticTable(List.of()),
        null,
        listing,
        listing.utterances());
  }
}
