package dev.tenor.ser.run;

import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.data.Example;
import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Layer.Points;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.XyPlot;
import dev.tenor.ser.report.Figure;
import dev.tenor.ser.tsne.Tsne;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The maps of t-SNE, each by class and by speaker.
final class StageFigures {
  /// With more speakers than this there is no legend.
  private static final int MOST_NAMES = 24;

  private final List<Utterance> utterances;
  private final List<String> labels;

  StageFigures(List<Example> examples, List<String> labels) {
    this.utterances = examples.stream().map(Example::utterance).toList();
    this.labels = labels;
  }

  /// @param name of the files
  /// @param stage what is shown
  List<Figure> of(String name, String stage, Tsne.Layout layout) {
    Map<String, List<double[]>> byClass = new LinkedHashMap<>();
    labels.forEach(label -> byClass.put(label, new ArrayList<>()));
    Map<String, List<double[]>> bySpeaker = new TreeMap<>();
    for (int i = 0; i < utterances.size(); i++) {
      double[] point = layout.points()[i];
      byClass.get(utterances.get(i).emotion()).add(point);
      bySpeaker.computeIfAbsent(utterances.get(i).speaker(), _ -> new ArrayList<>()).add(point);
    }
    boolean named = bySpeaker.size() <= MOST_NAMES;
    String speakers =
        named ? "by speaker" : String.format(Locale.ROOT, "by speaker (%d)", bySpeaker.size());
    return List.of(
        figure(name, stage, "by class", byClass, true),
        figure(name + "-speakers", stage, speakers, bySpeaker, named));
  }

  private static Figure figure(
      String name, String stage, String how, Map<String, List<double[]>> groups, boolean named) {
    List<Layer> layers = new ArrayList<>();
    groups.forEach((group, points) -> {
      double[] x = points.stream().mapToDouble(p -> p[0]).toArray();
      double[] y = points.stream().mapToDouble(p -> p[1]).toArray();
      layers.add(new Points(named ? group : "", x, y, Look.of(layers.size())));
    });
    String caption = String.format(Locale.ROOT, "t-SNE of %s, %s.", stage, how);
    return new Figure(
        name, stage + ", " + how, caption, new XyPlot(Axis.blank(), Axis.blank(), 0.85, layers));
  }
}
