package dev.tenor.ser.explain;

import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.ColorScale;
import dev.tenor.ser.plot.ImagePlot;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.plot.Panels;
import dev.tenor.ser.plot.XyPlot;
import dev.tenor.ser.predict.TimelineFile;
import dev.tenor.ser.report.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The pictures of an explanation.
final class ExplanationFigures {
  /// How much of a log-mel is shown, in decibels below its maximum.
  private static final double RANGE_DB = 60;

  /// The loudest is not black, so that colours can be told apart on it.
  private static final double DARKEST = 0.6;

  /// The share of values within the scale of colours: a few outliers do not pale the rest.
  private static final double WITHIN = 0.995;

  private final Explanation e;
  private final String name;
  private final Axis time;

  private ExplanationFigures(Explanation explanation, String name) {
    e = explanation;
    this.name = name;
    double start = e.firstMiddle() - e.frameSeconds() / 2;
    time = Axis.of("time, s", start, start + e.frames() * e.frameSeconds());
  }

  /// @param name of the recording, with which the names of the files begin
  static List<Figure> of(Explanation e, String name) {
    ExplanationFigures all = new ExplanationFigures(e, name);
    List<Figure> figures = new ArrayList<>();
    figures.add(all.attributions());
    figures.add(all.occlusion());
    figures.add(all.overTime());
    AttentionFigure.of(e, name).ifPresent(figures::add);
    if (e.timeline().windows().size() > 1) {
      Figure windows = TimelineFile.figure(e.timeline(), name);
      figures.add(new Figure(name + "-windows", name, windows.caption(), windows.plot()));
    }
    return figures;
  }

  private Figure attributions() {
    float[] values = e.melsOf(e.gradients().attributions());
    double limit = quantile(values);
    String caption =
        String.format(
            Locale.ROOT,
            "Log-mel (grey, the loudest %.0f dB) with integrated gradients: vermillion adds to the"
                + " logit of %s, blue takes from it. %s",
            RANGE_DB,
            e.label(),
            bins());
    return new Figure(
        name + "-attributions",
        "What speaks for " + e.label() + " in " + name,
        caption,
        picture(values, limit, "attribution"));
  }

  private Figure occlusion() {
    float[] values = e.occlusion().spread(e.frames(), e.mels());
    double limit = 0;
    for (float size : e.occlusion().drops()) {
      limit = Math.max(limit, Math.abs(size));
    }
    String caption =
        String.format(
            Locale.ROOT,
            "Log-mel with occlusion: by how much the logit of %s falls (vermillion) or rises (blue)"
                + " when a patch of %.2f s and %d mel bins is replaced by the mean of the training"
                + " data.",
            e.label(),
            e.occlusion().patch().frames() * e.frameSeconds(),
            e.occlusion().patch().mels());
    return new Figure(
        name + "-occlusion",
        "What " + e.label() + " in " + name + " needs",
        caption,
        picture(values, limit, "logit falls by"));
  }

  private ImagePlot picture(float[] values, double limit, String unit) {
    Axis mels = Axis.of("mel bin", 0, e.mels());
    double end = round(limit);
    return new ImagePlot(
        time, mels, 0.4, ground(), columns(values), unit, -end, end, ColorScale.SIGNED);
  }

  /// The log-mel from 0 at the lowest level that is shown.
  private float[][] ground() {
    float[] decibels = e.logMel();
    double loudest = Double.NEGATIVE_INFINITY;
    for (float db : decibels) {
      loudest = Math.max(loudest, db);
    }
    float[] grey = new float[decibels.length];
    for (int i = 0; i < grey.length; i++) {
      double share = 1 + (decibels[i] - loudest) / RANGE_DB;
      grey[i] = (float) (DARKEST * Math.clamp(share, 0, 1));
    }
    return columns(grey);
  }

  /// [frames · mels] by frames.
  private float[][] columns(float[] rows) {
    float[][] columns = new float[e.frames()][];
    Arrays.setAll(columns, t -> Arrays.copyOfRange(rows, t * e.mels(), (t + 1) * e.mels()));
    return columns;
  }

  private static double quantile(float[] values) {
    float[] sizes = new float[values.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(values[i]);
    }
    Arrays.sort(sizes);
    return sizes[(int) (WITHIN * (sizes.length - 1))];
  }

  /// The nearest of 1, 2 and 5 times a power of ten, so that the ends of the scale have numbers.
  private static double round(double limit) {
    if (limit == 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(limit)));
    double digits = limit / power; // 1 … 10
    return power
        * (digits < Math.sqrt(2)
            ? 1
            : digits < Math.sqrt(10) ? 2 : digits < Math.sqrt(50) ? 5 : 10);
  }

  /// Where some mel bins are in hertz.
  private String bins() {
    FeatureConfig features = e.model().features();
    int quarter = e.mels() / 4;
    return String.format(
        Locale.ROOT,
        "Mel bin %d is at %.0f Hz, %d at %.0f Hz, %d at %.0f Hz.",
        quarter,
        features.hertz(quarter),
        2 * quarter,
        features.hertz(2 * quarter),
        3 * quarter,
        features.hertz(3 * quarter));
  }

  /// The attributions of each time step of the network, and the weights of the aggregation.
  private Figure overTime() {
    int perStep = e.model().network().framesPerStep();
    int steps = Math.max(1, e.frames() / perStep);
    double[] x = new double[steps];
    Arrays.setAll(x, i -> time.low() + (i + 0.5) * e.stepSeconds());
    double[] sums = new double[steps];
    float[] values = e.melsOf(e.gradients().attributions());
    for (int i = 0; i < values.length; i++) {
      sums[Math.min(steps - 1, i / e.mels() / perStep)] += values[i];
    }
    Layer sum = new Layer.Line("log-mel", x, sums, Look.of(1));
    Layer zero = new Layer.Rule("", false, 0, Look.CHANCE);
    List<XyPlot> plots = new ArrayList<>();
    plots.add(new XyPlot(time, Axis.of("attribution"), 0.22, List.of(zero, sum)));
    String caption = "Over time: the sum of the log-mel's attributions in each time step";
    Activation weights = e.activations().aggregationWeights();
    if (weights != null) {
      plots.add(new XyPlot(time, Axis.of("weight, %"), 0.22, weights(weights, x)));
      caption +=
          ", and the weight of each time step in the token that the aggregation makes of them";
    }
    return new Figure(name + "-time", "Over time, " + name, caption + ".", new Panels(plots));
  }

  private static List<Layer> weights(Activation weights, double[] x) {
    List<Layer> layers = new ArrayList<>();
    int steps = weights.shape()[1];
    for (int query = 0; query < weights.shape()[0]; query++) {
      double[] percent = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        percent[i] = i < steps ? 100.0 * weights.values()[query * steps + i] : Double.NaN;
      }
      String label =
          weights.shape()[0] == 1 ? "weight of the time step" : "weight in token " + (query + 1);
      layers.add(new Layer.Line(label, x, percent, Look.of(query == 0 ? 0 : query + 1)));
    }
    return layers;
  }
}
