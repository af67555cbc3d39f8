package dev.tenor.ser.run;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.data.GroupCmvn;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.features.FeatureProgress;
import dev.tenor.ser.predict.NetworkScorer;
import dev.tenor.ser.predict.Predictor.Embeddings;
import dev.tenor.ser.predict.SerModel;
import dev.tenor.ser.report.Report;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.split.Side;
import dev.tenor.ser.split.Split;
import dev.tenor.ser.split.SplitFile;
import dev.tenor.ser.stats.Share;
import dev.tenor.ser.tsne.Neighbours;
import dev.tenor.ser.tsne.Tsne;
import dev.tenor.ser.tsne.TsneConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// t-SNE plots of a finished run's test set before and after the transformer layers (paper figure
/// 3).
public final class StageMap {
  private static final int NEIGHBOURS = 5;

  private final SerModel model;
  private final Split split;
  private final Listing corpus;
  private final TsneConfig config;

  /// @param run the folder of a finished run
  /// @param data where its corpora are now, in their order; none for where the run found them
  /// @throws DataException if the run's network has no transformer layers
  public StageMap(Path run, List<Path> data, TsneConfig config) throws IOException {
    RunDirectory directory = RunDirectory.open(run);
    RunSpec spec = directory.spec();
    this.model = SerModel.load(directory.model());
    this.split = SplitFile.load(directory.split());
    this.corpus = RunCorpora.of(spec.movedTo(data)).listing();
    this.config = config;
    if (model.network().depth() == 0) {
      throw new DataException(
          run + ": has no transformer layers (depth 0); choose a run with some");
    }
  }

  /// The utterances of the test set.
  public List<Utterance> utterances() throws IOException {
    return split.utterances(corpus, Side.TEST);
  }

  /// Computes both maps.
  public Report build(Backend backend, FeatureExtractor extractor, FeatureProgress progress)
      throws IOException, InterruptedException {
    List<Example> examples = examples(extractor, progress);
    Embeddings embeddings;
    try (NetworkScorer network = new NetworkScorer(model, backend)) {
      embeddings = network.embeddings(examples);
    }
    int[] classes = examples.stream().mapToInt(Example::label).toArray();
    double[][] before = doubles(embeddings.aggregated());
    double[][] after = doubles(embeddings.enhanced());
    Tsne.Layout first = Tsne.layout(before, config);
    Tsne.Layout second = Tsne.layout(after, config);
    int depth = model.network().depth();
    String last = "Z" + (depth - 1);
    StageFigures figures = new StageFigures(examples, model.labels());
    return new Report(
        "t-SNE: " + corpus.corpus() + ", " + split.title(),
        List.of(
            Section.titled("Maps")
                .text(
                    String.format(
                            Locale.ROOT,
                            "The test set (%d utterances) before the transformer layers (Z0) and after the last of",
                            examples.size())
                        + String.format(
                            Locale.ROOT,
                            " %d (%s). The axes have no meaning; only neighbourhoods do.",
                            depth,
                            last))
                .text(
                    String.format(
                            Locale.ROOT,
                            "Neighbours: the mean proportion of the %d nearest neighbours that have the same class, in all",
                            NEIGHBOURS)
                        + " dimensions and in the two of the plot.")
                .table(agreement(last, classes, before, first, after, second))
                .plots(figures.of("tsne-before", "Z0, the input of the transformer layers", first))
                .plots(
                    figures.of("tsne-behind", last + ", after the last transformer layer", second))
                .folded("The coordinates of every utterance", coordinates(examples, first, second))
                .build()));
  }

  private List<Example> examples(FeatureExtractor extractor, FeatureProgress progress)
      throws IOException, InterruptedException {
    List<Utterance> utterances = utterances();
    List<AudioSource> sources = utterances.stream().map(Utterance::source).toList();
    List<FeatureExtractor.Result> results = extractor.extractAll(sources, progress);
    return Example.of(
        utterances,
        results.stream().map(FeatureExtractor.Result::features).toList(),
        model.frontEnd().columns(),
        GroupCmvn.of(model.features()),
        model.standardizer(),
        model.labels());
  }

  private TextTable agreement(
      String last,
      int[] classes,
      double[][] before,
      Tsne.Layout first,
      double[][] after,
      Tsne.Layout second) {
    return new TextTable(
        "neighbours",
        "How well the classes are separated.",
        List.of("stage", "neighbours, %", "neighbours in the map, %", "divergence"),
        List.of(row("Z0", classes, before, first), row(last, classes, after, second)));
  }

  private static List<String> row(
      String stage, int[] classes, double[][] points, Tsne.Layout layout) {
    int k = Math.min(NEIGHBOURS, points.length - 1);
    return List.of(
        stage,
        Share.percent(Neighbours.agreement(points, classes, k)),
        Share.percent(Neighbours.agreement(layout.points(), classes, k)),
        String.format(Locale.ROOT, "%.3f", layout.divergence().getLast()));
  }

  private static TextTable coordinates(
      List<Example> examples, Tsne.Layout first, Tsne.Layout second) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      Utterance u = examples.get(i).utterance();
      double[] a = first.points()[i];
      double[] b = second.points()[i];
      rows.add(
          List.of(
              u.key(), u.emotion(), u.speaker(), text(a[0]), text(a[1]), text(b[0]), text(b[1])));
    }
    return new TextTable(
        "coordinates",
        "The coordinates of every utterance.",
        List.of("key", "emotion", "speaker", "before x", "before y", "behind x", "behind y"),
        rows);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static double[][] doubles(float[][] rows) {
    double[][] points = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      points[i] = new double[rows[i].length];
      for (int k = 0; k < rows[i].length; k++) {
        points[i][k] = rows[i][k];
      }
    }
    return points;
  }
}
