package dev.tenor.bench.report.figures;

import dev.tenor.bench.result.SuiteResult;
import dev.tenor.ser.report.Figure;
import java.util.ArrayList;
import java.util.List;

/// The plots of a result for papers.
public final class Figures {
  private Figures() {}

  /// Those for which there are rows, each with the name of its file.
  public static List<Figure> of(SuiteResult result) {
    List<Figure> figures = new ArrayList<>();
    Roofline.figure(result).ifPresent(figures::add);
    figures.addAll(Scaling.figures(result.rows()));
    PeerBars.figure(result.rows()).ifPresent(figures::add);
    figures.addAll(HeatMap.figures(result.rows()));
    return figures;
  }
}
