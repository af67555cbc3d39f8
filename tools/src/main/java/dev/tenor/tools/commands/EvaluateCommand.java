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
import dev.tenor.ser.run.RunDirectory;
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
      "Evaluate a model on the test set of its run, or on other corpora as a whole.",
      "Scores are WA (accuracy), UA (mean recall over classes), macro-F1 and the confusion matrix;"
          + " UA and macro-F1 are means over the classes that are present."
    },
    footer = {
      "tenor evaluate runs/first",
      "tenor evaluate runs/first corpora/emodb --out evaluation",
      "tenor evaluate --model runs/a --model runs/b runs/a"
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
      arity = "0..*",
      paramLabel = "RUN|MODEL|DIR",
      description = {
        "First a run folder, a model.safetensors or the name of a built-in model, unless --model"
            + " names one; then the corpora to evaluate on, whose kinds are detected unless --corpus"
            + " names them. Without corpora the test set of the run.",
        "With --model a run may be named whose test set those models answer: runs of the same split."
      })
  private List<String> arguments = new ArrayList<>();

  EvaluateCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (out != null) {
      EvaluationReport.requireUnused(out);
    }
    FigureStyle style = figures.style(); // wrong ones before all the work
    String first = arguments.isEmpty() ? null : arguments.getFirst();
    boolean others = isOfOthers(first);
    boolean names = first != null && !option.isGiven(); // the model
    List<ModelCatalogue.Found> found =
        names ? List.of(option.open(console, first)) : option.open(console);
    List<Path> folders = arguments.stream().skip(names || others ? 1 : 0).map(Path::of).toList();
    TrainedModel loaded = ModelMixin.together(found);
    LabelMap labels = corpus.labels(labelsOf(loaded));
    boolean whole =
        corpus.isNamed() || !folders.isEmpty() || isNoRun(found) && !corpus.data().isEmpty();
    List<CorpusSpec> corpora = whole ? corpora(labels, folders) : List.of();
    EvaluationSet set =
        whole
            ? EvaluationSet.ofCorpora(corpora, labels, loaded)
            : EvaluationSet.ofRun(run(found, others), corpus.data(), side);
    if (set.utterances().isEmpty()) {
      throw new DataException(set.title() + ": there is no utterance to score");
    }
    List<FeatureExtractor.Result> results = results(loaded, set);
    Predictions predictions;
    try (Backend opened = backend.open(console);
        Recognizer recognizer = new Recognizer(loaded, opened)) {
      predictions = recognizer.uncalibrated(examples(loaded, set, results));
    }
    List<Path> files = found.stream().map(ModelCatalogue.Found::file).toList();
    List<String> sounds = results.stream().map(result -> result.facts().sha256()).toList();
    EvaluationSet known = whole ? set.countingKnown(files, corpora, sounds) : set;
    print(known.report(files, loaded.temperature(), predictions), style);
    return ExitCode.OK;
  }

  /// Whether the first argument is a run whose subset the models of `--model` answer.
  private boolean isOfOthers(String first) {
    boolean run = first != null && option.isGiven() && !corpus.isNamed();
    return run && RunDirectory.isBegun(Path.of(first));
  }

  /// Whether the model is none of a run, so that it has no test set of its own.
  private static boolean isNoRun(List<ModelCatalogue.Found> found) {
    return found.stream().noneMatch(one -> RunDirectory.isBegun(Path.of(one.name())));
  }

  private List<CorpusSpec> corpora(LabelMap labels, List<Path> folders) throws IOException {
    List<CorpusPlace> places = corpus.locate(console, backend.threads(), folders);
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
    Path run = others ? Path.of(arguments.getFirst()) : folders.getFirst();
    EvaluationSet.requireSameSplit(run, folders);
    return run;
  }

  private static Path runFolder(ModelCatalogue.Found found) {
    Path folder = Path.of(found.name());
    if (found.builtIn() || Files.isRegularFile(folder)) {
      throw new IllegalArgumentException(
          found.name() + " is not a run folder; name one, or the folder of a corpus to score");
    }
    return folder;
  }

  private static List<Example> examples(
      TrainedModel loaded, EvaluationSet set, List<FeatureExtractor.Result> results) {
    return Example.of(
        set.utterances(),
        results.stream().map(FeatureExtractor.Result::features).toList(),
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
