package dev.tenor.ser.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// Plots in one style, with a palette for colour-blind readers (Okabe and Ito, 2008).
public final class Charts {
  static final int HEIGHT = 560;
  static final Color BLUE = new Color(0x0072b2);
  static final Color GREY = new Color(0x999999);

  private static final int WIDTH = 900;
  private static final int MOST_IN_A_ROW = 4;
  static final Color[] COLORS =
      Stream.concat(
              Stream.of(BLUE),
              Stream.of(0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000, 0x999999)
                  .map(Color::new))
          .toArray(Color[]::new);

  private Charts() {}

  /// A line.
  ///
  /// @param error half the length of each point's error bar, or null for none
  public record Line(String name, double[] x, double[] y, double[] error) {}

  /// Lines with markers.
  public static XYChart lines(String title, String xTitle, String yTitle, List<Line> lines) {
    XYChart chart = xy(title, xTitle, yTitle);
    if (lines.size() > MOST_IN_A_ROW) {
      chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
      chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
    }
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      XYSeries series = chart.addSeries(line.name(), line.x(), line.y(), line.error());
      series.setLineColor(COLORS[i % COLORS.length]);
      series.setMarkerColor(COLORS[i % COLORS.length]);
      series.setMarker(line.x().length > 30 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
      series.setLineStyle(new BasicStroke(1.5f));
    }
    return chart;
  }

  /// Points of several groups.
  ///
  /// @param groups name → points [n][2]
  public static XYChart scatter(String title, Map<String, double[][]> groups) {
    XYChart chart = xy(title, "", "");
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(7);
    chart.getStyler().setAxisTicksVisible(false);
    groups.forEach((name, points) -> {
      double[] x = Stream.of(points).mapToDouble(p -> p[0]).toArray();
      double[] y = Stream.of(points).mapToDouble(p -> p[1]).toArray();
      if (x.length > 0) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(COLORS[(chart.getSeriesMap().size() - 1) % COLORS.length]);
      }
    });
    return chart;
  }

  /// Bars with error bars.
  ///
  /// @param error half the length of each error bar, or null for none
  public static CategoryChart bars(
      String title, String yTitle, List<String> names, List<Double> values, List<Double> error) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .yAxisTitle(yTitle)
            .build();
    style(chart.getStyler());
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setErrorBarsColorSeriesColor(false);
    chart.getStyler().setErrorBarsColor(Color.BLACK);
    chart.getStyler().setAvailableSpaceFill(0.6);
    chart.getStyler().setXAxisLabelRotation(30);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    chart.addSeries(yTitle, names, values, error);
    return chart;
  }

  /// An empty plot in this style.
  static XYChart xy(String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    style(chart.getStyler());
    return chart;
  }

  private static void style(AxesChartStyler styler) {
    styler.setLocale(Locale.ROOT); // the default locale's digits may be others
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setSeriesColors(COLORS);
    styler.setErrorBarsColorSeriesColor(true);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setXAxisDecimalPattern("0").setYAxisDecimalPattern("0");
  }
}
