package dev.tenor.ser.explain;

import dev.tenor.ser.model.NetworkConfig;
import dev.tenor.ser.model.Tokens;
import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.ColorScale;
import dev.tenor.ser.plot.ImagePlot;
import dev.tenor.ser.plot.MatrixPlot;
import dev.tenor.ser.plot.Plot;
import dev.tenor.ser.report.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The attention of every head of every layer: a table where there are few tokens, else a picture.
final class AttentionFigure {
  private static final int FEW = 4;

  private final List<Activation> layers;
  private final int heads;
  private final int tokens;

  private AttentionFigure(List<Activation> layers) {
    this.layers = layers;
    heads = layers.getFirst().shape()[0];
    tokens = layers.getFirst().shape()[2];
  }

  /// Empty where one token attends to itself.
  static Optional<Figure> of(Explanation e, String name) {
    List<Activation> layers = e.activations().attention();
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    AttentionFigure figure = new AttentionFigure(layers);
    boolean few = figure.tokens <= FEW;
    List<String> names = names(e.model().network(), figure.tokens);
    String caption =
        few
            ? "Attention of every head, in %: how much each token (row) takes from each (column)."
                + " 'time' is what the aggregation makes of the time steps, 'voice' the functionals."
            : "Attention of every head: how much each token (row, the first at the bottom) takes from"
                + " each (column); heads beside each other, layers above each other, the last on top."
                + " Tokens are the time steps.";
    Plot plot = few ? figure.table(names) : figure.picture();
    return Optional.of(new Figure(name + "-attention", "Attention, " + name, caption, plot));
  }

  private static List<String> names(NetworkConfig c, int tokens) {
    List<String> names = new ArrayList<>();
    int measured = c.functionals() > 0 ? 1 : 0;
    for (int i = 0; i < tokens - measured; i++) {
      boolean one = tokens - measured == 1;
      names.add(
          c.tokens() == Tokens.SEQUENCE ? "step " + (i + 1) : one ? "time" : "time " + (i + 1));
    }
    if (measured > 0) {
      names.add("voice");
    }
    return names;
  }

  private float weight(int layer, int head, int query, int key) {
    return layers.get(layer).values()[(head * tokens + query) * tokens + key];
  }

  private MatrixPlot table(List<String> names) {
    List<String> columns = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    MatrixPlot.Cell[][] cells = new MatrixPlot.Cell[layers.size() * tokens][heads * tokens];
    for (int head = 0; head < heads; head++) {
      for (String name : names) {
        columns.add("head " + (head + 1) + ", " + name);
      }
    }
    for (int row = 0; row < cells.length; row++) {
      rows.add("layer " + (row / tokens + 1) + ", " + names.get(row % tokens));
      for (int column = 0; column < heads * tokens; column++) {
        float w = weight(row / tokens, column / tokens, row % tokens, column % tokens);
        String text = String.format(Locale.ROOT, "%.0f", 100 * w);
        cells[row][column] = new MatrixPlot.Cell(w, text, "");
      }
    }
    return new MatrixPlot("attended to", "attends", columns, rows, cells, ColorScale.BLUES);
  }

  /// With a line of white between heads and between layers.
  private ImagePlot picture() {
    int width = heads * (tokens + 1) - 1;
    int height = layers.size() * (tokens + 1) - 1;
    float[][] values = new float[width][height];
    double most = 0;
    for (int x = 0; x < width; x++) {
      Arrays.fill(values[x], Float.NaN);
      for (int y = 0; y < height && x % (tokens + 1) < tokens; y++) {
        if (y % (tokens + 1) < tokens) {
          values[x][y] =
              100 * weight(y / (tokens + 1), x / (tokens + 1), y % (tokens + 1), x % (tokens + 1));
          most = Math.max(most, values[x][y]);
        }
      }
    }
    return new ImagePlot(
        new Axis("attended to, head by head", 0, width, false, false),
        new Axis("attends", 0, height, false, false),
        (double) height / width,
        values,
        "attention, %",
        0,
        most,
        ColorScale.BLUES);
  }
}
