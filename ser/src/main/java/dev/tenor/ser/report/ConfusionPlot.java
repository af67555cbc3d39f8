package dev.tenor.ser.report;

import dev.tenor.ser.stats.Metrics;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/// A confusion matrix normalised by row: each cell shows the percentage of its true class. The row
/// of a class without an utterance is marked and empty.
public final class ConfusionPlot {
  static final String SERIES = "share of the true class, %";
  private static final int WIDTH = 700;

  private ConfusionPlot() {}

  /// @param metrics of at least one utterance
  /// @param title what was scored
  public static Figure of(Metrics metrics, String title) {
    HeatMapChart chart =
        new Labelled(
            new HeatMapChartBuilder()
                .width(WIDTH)
                .height(Charts.HEIGHT)
                .title("% of each true class: " + title)
                .xAxisTitle("predicted")
                .yAxisTitle("true"));
    chart.getStyler().setLocale(Locale.ROOT);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setRangeColors(new Color[] {Color.WHITE, Charts.BLUE});
    chart.getStyler().setMin(0).setMax(100);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setPlotGridLinesVisible(false);
    int classes = metrics.labels().size();
    List<String> rows = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      rows.add(metrics.labels().get(k) + (metrics.isPresent(k) ? "" : " (none)"));
    }
    Collections.reverse(rows); // the first class on top
    List<Number[]> cells = new ArrayList<>();
    for (int column = 0; column < classes; column++) {
      for (int row = 0; row < classes; row++) {
        int truth = classes - 1 - row;
        if (metrics.isPresent(truth)) {
          cells.add(new Number[] {column, row, 100 * metrics.share(truth, column)});
        }
      }
    }
    chart.addSeries(SERIES, metrics.labels(), rows, cells);
    return new Figure("confusion-matrix", "Where each true class went.", chart);
  }

  /// Writes the number into each cell, which XChart would do with the digits of the default locale.
  private static final class Labelled extends HeatMapChart {
    private static final FontRenderContext FONTS = new FontRenderContext(null, true, false);

    private final DecimalFormat whole =
        new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));

    Labelled(HeatMapChartBuilder builder) {
      super(builder);
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
      super.paint(g, width, height);
      Rectangle2D content = content();
      double cellWidth = content.getWidth() / getHeatMapSeries().getXData().size();
      double cellHeight = content.getHeight() / getHeatMapSeries().getYData().size();
      for (Number[] cell : getHeatMapSeries().getHeatData()) {
        label(
            g,
            whole.format(cell[2]),
            content.getX() + (cell[0].intValue() + 0.5) * cellWidth,
            content.getMaxY() - (cell[1].intValue() + 0.5) * cellHeight);
      }
    }

    /// Where XChart puts the cells.
    private Rectangle2D content() {
      Rectangle2D bounds = plot.getBounds();
      double size = getStyler().getPlotContentSize();
      double left = ((int) bounds.getWidth() - size * bounds.getWidth()) / 2;
      double top = ((int) bounds.getHeight() - size * bounds.getHeight()) / 2;
      return new Rectangle2D.Double(
          bounds.getX() + left,
          bounds.getY() + top,
          bounds.getWidth() - 2 * left,
          bounds.getHeight() - 2 * top);
    }

    private void label(Graphics2D g, String text, double x, double y) {
      TextLayout layout = new TextLayout(text, getStyler().getValueFont(), FONTS);
      Rectangle2D size = layout.getBounds();
      double left = x - size.getWidth() / 2;
      double base = y + size.getHeight() / 2;
      g.setColor(getStyler().getValueFontColor());
      g.fill(layout.getOutline(AffineTransform.getTranslateInstance(left, base)));
    }
  }
}
