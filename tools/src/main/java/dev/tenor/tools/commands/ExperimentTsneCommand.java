package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.plot.FigureStyle;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.StageMap;
import dev.tenor.ser.tsne.TsneConfig;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Progress;
import dev.tenor.tools.options.BackendMixin;
import dev.tenor.tools.options.CacheMixin;
import dev.tenor.tools.options.FigureMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor experiment tsne`.
@Command(
    name = "tsne",
    description = {
      "t-SNE plots of a run's test set before and after the transformer layers, by class"
          + " and by speaker.",
      "As figure 3 of the paper, with exact t-SNE."
    },
    footer = {"tenor experiment tsne runs/first --perplexity 20"})
public final class ExperimentTsneCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private BackendMixin backend;
  @Mixin private CacheMixin cache;
  @Mixin private FigureMixin figures;

  @Parameters(paramLabel = "RUN", description = "The folder of a finished run.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "New path of the corpus, if it has moved; of several, one for each.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--perplexity",
      paramLabel = "P",
      defaultValue = "30",
      description =
          "t-SNE perplexity, roughly the number of neighbours (default: ${DEFAULT-VALUE}).")
  private double perplexity;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Gradient descent steps (default: ${DEFAULT-VALUE}).")
  private int iterations;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed of the initial layout (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Output folder (default: RUN/tsne).")
  private Path out;

  ExperimentTsneCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    FigureStyle style = figures.style();
    StageMap map = new StageMap(run, data, new TsneConfig(perplexity, iterations, seed));
    FeatureExtractor extractor =
        new FeatureExtractor(
            SerModel.load(new RunDirectory(run).model()).frontEnd(),
            backend.threads(),
            cache.open(console));
    Report report;
    try (Backend opened = backend.open(console);
        Progress progress = console.progress("features", "recordings", map.utterances().size())) {
      report = map.build(opened, extractor, (done, _) -> progress.done(done));
    }
    Path html = report.write(out != null ? out : run.resolve("tsne"), style);
    console.out().println(report.table("neighbours").markdown());
    console.out().println("report: " + html);
    return ExitCode.OK;
  }
}
