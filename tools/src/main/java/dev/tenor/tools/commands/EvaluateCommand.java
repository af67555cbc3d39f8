package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.predict.EvaluationReport;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.ser.run.EvaluationSet;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Progress;
import dev.tenor.tools.options.BackendMixin;
import dev.tenor.tools.options.CacheMixin;
import dev.tenor.tools.options.CorpusMixin;
import dev.tenor.tools.options.JsonMixin;
import dev.tenor.tools.options.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor evaluate`.
@Command(
    name = "evaluate",
    description = {
      "Evaluate a model on the test set of its run, or with --corpus on a whole other corpus.",
      "Scores are WA (accuracy), UA (mean recall over classes), macro-F1 and the confusion matrix;"
          + " UA and macro-F1 are means over the classes that are present."
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private JsonMixin json;
  @Mixin private CorpusMixin corpus;
  @Mixin private BackendMixin backend;
  @Mixin private CacheMixin cache;

  @Option(
      names = "--side",
      paramLabel = "train|val|test",
      defaultValue = "TEST",
      description = "Subset of the run's split to evaluate on (default: test).")
  private Side side;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Also write predictions, scores, a confusion plot and a report into this new folder.")
  private Path out;

  @Parameters(
      paramLabel = "RUN|MODEL",
      description = "A run folder; with --corpus also a model.safetensors.")
  private Path model;

  EvaluateCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (out != null) {
      EvaluationReport.requireUnused(out);
    }
    TrainedModel loaded = TrainedModel.load(ModelFile.of(model));
    EvaluationSet set =
        corpus.name() == null
            ? EvaluationSet.ofRun(runFolder(), corpus.data(), side)
            : EvaluationSet.ofCorpus(
                corpus.name(),
                corpus.locate(console, backend.threads()),
                corpus.labels(labelsOf(loaded)),
                loaded);
    if (set.utterances().isEmpty()) {
      throw new DataException(set.title() + ": there is no utterance to score");
    }
    List<Example> examples = examples(loaded, set);
    Predictions predictions;
    try (Backend opened = backend.open(console);
        Recognizer recognizer = new Recognizer(loaded, opened)) {
      predictions = recognizer.evaluate(examples);
    }
    print(set.report(ModelFile.of(model), predictions));
    return ExitCode.OK;
  }

  /// The model's labels, with the usual aliases if they are the usual labels.
  private static LabelMap labelsOf(TrainedModel model) {
    return model.labels().equals(LabelMap.FOUR.labels())
        ? LabelMap.FOUR
        : LabelMap.parse(String.join(",", model.labels()));
  }

  private Path runFolder() {
    if (Files.isRegularFile(model)) {
      throw new IllegalArgumentException(
          model + " is not a run folder; name one, or say with --corpus and --data what to score");
    }
    return model;
  }

  private List<Example> examples(TrainedModel loaded, EvaluationSet set)
      throws IOException, InterruptedException {
    List<FeatureExtractor.Result> results = results(loaded, set);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Utterance utterance = set.utterances().get(i);
      float[] features = results.get(i).features();
      loaded.standardizer().apply(features);
      int label = loaded.labels().indexOf(utterance.emotion());
      examples.add(new Example(utterance, features, label));
    }
    return examples;
  }

  private List<FeatureExtractor.Result> results(TrainedModel loaded, EvaluationSet set)
      throws IOException, InterruptedException {
    List<AudioSource> sources = set.utterances().stream().map(Utterance::source).toList();
    FeatureCache kept = cache.open(console);
    FeatureExtractor extractor = new FeatureExtractor(loaded.frontEnd(), backend.threads(), kept);
    List<FeatureExtractor.Result> results;
    try (Progress progress = console.progress("features", "recordings", sources.size())) {
      results =
          extractor.extractAll(
              sources, (done, cached) -> progress.done(done, Progress.fromCache(cached)));
    }
    if (kept != null) {
      long cached = results.stream().filter(FeatureExtractor.Result::cached).count();
      console.info(kept.summary(sources.size(), cached));
    }
    return results;
  }

  private void print(EvaluationReport report) throws IOException {
    if (out != null) {
      report.write(out);
    }
    if (json.isSet()) {
      console.out().print(Json.pretty(report.metrics()));
      return;
    }
    report.lines().forEach(console.out()::println);
    if (out != null) {
      console.out().println("evaluation folder: " + out);
    }
  }
}
