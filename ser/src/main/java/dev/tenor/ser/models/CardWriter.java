package dev.tenor.ser.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.CmvnOver;
import dev.tenor.ser.audio.Level;
import dev.tenor.ser.baseline.AcousticTable;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.AcousticSummary;
import dev.tenor.ser.experiment.Case;
import dev.tenor.ser.experiment.ExperimentFolder;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.RunRecord;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.stats.Calibration;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.PredictionFile;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Makes the card of a trained model: from its run, and for the scores from an experiment that
/// trained networks of the same settings on all folds, where there is one.
public final class CardWriter {
  private static final List<String> INTENDED =
      List.of(
          "research and teaching in speech emotion recognition",
          "comparison with other models on recordings that you may use for it",
          "sorting one's own recordings, or those of people who have agreed, where an error does no"
              + " harm");
  private static final List<String> NOT =
      List.of(
          "decisions about people, of any kind: hiring, appraisal, insurance, credit, policing,"
              + " border control, medical diagnosis, marks in a classroom",
          "detection of lies or intentions: no emotion that is heard in a voice proves either",
          "inference of emotions at work or in education, which article 5 of the EU AI Act"
              + " (Regulation 2024/1689) forbids but for medical or safety reasons",
          "people who do not know of it or have not agreed to it");

  private final RunDirectory run;
  private final RunSpec spec;
  private final CardCorpora corpora;
  private final List<Tested> tested = new ArrayList<>();
  private final String evidence;

  /// The answers of one network to utterances of its test set.
  private record Tested(Predictions predictions, AcousticTable acoustic) {}

  /// @param folder of a finished run
  /// @param experiment the folder of an experiment with the run's settings, null for the run's own
  ///   test set
  /// @param data where the corpora are now, in their order; none for where the run found them
  /// @throws DataException if the run is not finished, the experiment has other settings, or the
  ///   corpus no longer has what was tested
  public CardWriter(Path folder, Path experiment, List<Path> data) throws IOException {
    run = RunDirectory.open(folder);
    if (!run.isFinished()) {
      throw new DataException(folder + ": the run has not finished; resume it first");
    }
    spec = run.spec();
    if (spec.init() != null) {
      throw new DataException(
          folder
              + ": began with the weights of "
              + spec.init()
              + ", whose data and licences this run does not know; write the card of a run that"
              + " began with random weights");
    }
    corpora = new CardCorpora(sources(spec.movedTo(data)), spec.labelMap());
    if (experiment == null) {
      Predictions test = PredictionFile.read(run.predictions());
      tested.add(new Tested(test, run.acoustic(test.labels())));
      evidence = "the model itself on its test set (" + spec.title() + ")";
    } else {
      List<RunRecord> records = records(experiment);
      records.forEach(r -> tested.add(new Tested(r.predictions(), r.acoustic())));
      evidence =
          String.format(
              Locale.ROOT,
              "%d networks with the model's settings, each on its own test set (%s, protocol %s);"
                  + " all answers pooled",
              records.size(),
              spec.corpus(),
              ExperimentFolder.plan(experiment).base().protocol());
    }
    requireKnown();
  }

  private static List<CardCorpora.Source> sources(RunSpec spec) {
    return spec.corpora().stream()
        .map(c -> new CardCorpora.Source(c.name(), c.kind(), Path.of(c.data())))
        .toList();
  }

  /// The finished runs of the variant that has the settings of the run.
  private List<RunRecord> records(Path experiment) throws IOException {
    Plan plan = ExperimentFolder.plan(experiment);
    for (Variant variant : plan.variants()) {
      RunSpec other =
          plan.spec(new Case(variant, plan.folds().getFirst(), plan.seeds().getFirst()));
      boolean same =
          other.config().equals(spec.config())
              && other.corpus().equals(spec.corpus())
              && other.labelMap().equals(spec.labelMap())
              && other.tested().equals(spec.tested())
              && other.shares().equals(spec.shares())
              && Objects.equals(other.init(), spec.init())
              && Objects.equals(other.scaler(), spec.scaler());
      List<RunRecord> records =
          same ? ExperimentFolder.finished(experiment, plan, variant) : List.of();
      if (!records.isEmpty()) {
        return records;
      }
    }
    throw new DataException(
        String.format(
            Locale.ROOT,
            "%s: has no finished run with the corpus, labels and settings of %s; repeat the"
                + " experiment with them, or leave it out",
            experiment,
            run.path()));
  }

  private void requireKnown() throws DataException {
    for (Tested one : tested) {
      for (String key : one.predictions().keys()) {
        if (corpora.voice(key) == null) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s: was tested on %s, which the corpus does not have; say with --data where it is"
                      + " now",
                  run.path(),
                  key));
        }
      }
    }
  }

  /// The card.
  ///
  /// @param purpose one line of what the model is for
  /// @param unsure below which probability an answer is unsure
  /// @param command the command that trains it again
  public ModelCard card(String purpose, double unsure, String command) throws IOException {
    Predictions all = Predictions.pooled(tested.stream().map(Tested::predictions).toList());
    JsonNode metrics = Json.mapper().readTree(Files.readAllBytes(run.metrics()));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("purpose", purpose);
    map.put("labels", all.labels());
    map.put("data", data());
    map.put("training", training(metrics));
    map.put("evidence", evidence);
    map.put("scores", new CardScores(all, corpora).map());
    map.put("baselines", baselines(all.metrics()));
    map.put("calibration", calibration(metrics, all));
    map.put(ModelCard.UNSURE, Unsure.of(all, unsure).map());
    map.put("intended", INTENDED);
    map.put("not", NOT);
    map.put("limits", limits(all.labels()));
    map.put("command", command);
    return new ModelCard((ObjectNode) Json.mapper().valueToTree(map));
  }

  private Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    for (CorpusSpec corpus : spec.corpora()) {
      if (corpus.trains()) { // one that is only tested is not in the weights
        Map<String, Object> facts = corpora.facts().get(corpus.name()).map();
        facts.put("listing", corpora.listings().get(corpus.name()).describe());
        data.put(corpus.name(), facts);
      }
    }
    return data;
  }

  private Map<String, Object> training(JsonNode metrics) {
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("run", spec.title());
    training.put("split", metrics.path("split"));
    training.put("test_speakers_unseen", metrics.path("test_speakers_unseen"));
    training.put("epoch", metrics.path("best_epoch"));
    return training;
  }

  private List<Map<String, Object>> baselines(Metrics all) {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(row("always the most frequent class", all.majority().wa(), all.majority().ua()));
    for (AcousticSummary s : AcousticSummary.of(tested.stream().map(Tested::acoustic).toList())) {
      rows.add(row(s.name(), s.pooled().wa(), s.pooled().ua()));
    }
    return rows;
  }

  private static Map<String, Object> row(String name, double wa, double ua) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("wa", Share.json(wa));
    row.put("ua", Share.json(ua));
    return row;
  }

  private static Map<String, Object> calibration(JsonNode metrics, Predictions all) {
    Calibration pooled = Calibration.of(all);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", metrics.path("calibration"));
    map.put("ece", Share.json(pooled.ece()));
    map.put("brier", Share.json(pooled.brier()));
    return map;
  }

  private List<String> limits(List<String> labels) {
    List<String> limits = new ArrayList<>();
    for (CorpusSpec corpus : spec.corpora()) {
      if (corpus.trains()) {
        CorpusFacts facts = corpora.facts().get(corpus.name());
        limits.add(corpus.name() + ": " + facts.speech());
      }
    }
    limits.add(
        "acted speech is clearer than what people say in daily life: expect lower scores there, and"
            + " in other languages, with other microphones, in noise or over a telephone");
    limits.add(
        "it always answers with one of "
            + String.join(", ", labels)
            + ", also where a voice expresses none of them");
    limits.add(
        "it names what listeners would call the expression, or what an actor was asked for; what a"
            + " person feels cannot be heard");
    if (spec.config().features().cmvnOver() == CmvnOver.SPEAKER) {
      limits.add(
          "it compares recordings of a speaker with each other: its scores are of speakers with as"
              + " many recordings, in as many moods, as the corpora have");
    }
    if (spec.config().features().level() == Level.RECORDED) {
      limits.add(
          "level and distance to the microphone change the answer: keep them as in the training"
              + " recordings");
    }
    return limits;
  }
}
