package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpus.EmotionWords;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.data.GroupCmvn;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.models.ModelCatalogue;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.predict.Recognizer;
import dev.tenor.ser.predict.TrainedModel;
import dev.tenor.ser.run.CorpusSpec;
import dev.tenor.ser.run.EvaluationReport;
import dev.tenor.ser.run.EvaluationSet;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Progress;
import dev.tenor.tools.options.BackendMixin;
import dev.tenor.tools.options.CacheMixin;
import dev.tenor.tools.options.CorpusMixin;
import dev.tenor.tools.options.CorpusPlace;
import dev.tenor.tools.options.FigureMixin;
import dev.tenor.tools.options.JsonMixin;
import dev.tenor.tools.options.ModelMixin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  @Mixin private FigureMixin figures;

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

  @Mixin private ModelMixin option;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|MODEL",
      description =
          "A run folder; with --corpus also a model.safetensors or the name of a built-in model, in"
              + " place of --model. With --model and without --corpus the run whose subset those"
              + " models answer: runs of the same split.")
  private String argument;

  EvaluateCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (out != null) {
      EvaluationReport.requireUnused(out);
    }
    FigureStyle style = figures.style(); // wrong ones before all the work
    boolean others = argument != null && option.isGiven() && !corpus.isGiven();
    List<ModelCatalogue.Found> found =
        argument == null || others ? option.open(console) : List.of(option.open(console, argument));
    TrainedModel loaded = ModelMixin.together(found);
    LabelMap labels = corpus.labels(labelsOf(loaded));
    EvaluationSet set =
        corpus.isGiven()
            ? EvaluationSet.ofCorpora(corpora(labels), labels, loaded)
            : EvaluationSet.ofRun(run(found, others), corpus.data(), side);
    if (set.utterances().isEmpty()) {
      throw new DataException(set.title() + ": there is no utterance to score");
    }
    List<Example> examples = examples(loaded, set);
    Predictions predictions;
    try (Backend opened = backend.open(console);
        Recognizer recognizer = new Recognizer(loaded, opened)) {
      predictions = recognizer.uncalibrated(examples);
    }
    List<Path> files = found.stream().map(ModelCatalogue.Found::file).toList();
    print(set.report(files, loaded.temperature(), predictions), style);
    return ExitCode.OK;
  }

  private List<CorpusSpec> corpora(LabelMap labels) throws IOException {
    List<CorpusPlace> places = corpus.locate(console, backend.threads());
    return CorpusPlace.specs(List.of(), List.of(), places, labels);
  }

  /// The model's labels, with the usual aliases if they are the usual labels.
  private static LabelMap labelsOf(TrainedModel model) {
    return model.labels().equals(LabelMap.FOUR.labels())
        ? LabelMap.FOUR
        : EmotionWords.parse(String.join(",", model.labels()));
  }

  /// The run whose subset is scored: that of the model, or the argument where others answer.
  ///
  /// @throws DataException if the others are not of the same split, so that they may have been
  ///   trained on what is scored
  private Path run(List<ModelCatalogue.Found> found, boolean others) throws IOException {
    List<Path> folders = found.stream().map(EvaluateCommand::runFolder).toList();
    Path run = others ? Path.of(argument) : folders.getFirst();
    EvaluationSet.requireSameSplit(run, folders);
    return run;
  }

  private static Path runFolder(ModelCatalogue.Found found) {
    Path folder = Path.of(found.name());
    if (found.builtIn() || Files.isRegularFile(folder)) {
      throw new IllegalArgumentException(
          found.name()
              + " is not a run folder; name one, or say with --corpus and --data what to score");
    }
    return folder;
  }

  private List<Example> examples(TrainedModel loaded, EvaluationSet set)
      throws IOException, InterruptedException {
    return Example.of(
        set.utterances(),
        results(loaded, set).stream().map(FeatureExtractor.Result::features).toList(),
        loaded.frontEnd().columns(),
        GroupCmvn.of(loaded.features()),
        loaded.standardizer(),
        loaded.labels());
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

  private void print(EvaluationReport report, FigureStyle style) throws IOException {
    if (out != null) {
      report.write(out, style);
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
