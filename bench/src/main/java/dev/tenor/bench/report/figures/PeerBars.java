package dev.tenor.bench.report.figures;

import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.plot.Axis;
import dev.tenor.ser.plot.BarPlot;
import dev.tenor.ser.plot.Layer;
import dev.tenor.ser.plot.Look;
import dev.tenor.ser.report.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Times of other engines over those of an engine, measured by turns.
public final class PeerBars {
  private static final int MOST = 30;

  private PeerBars() {}

  /// A paired comparison and the row that it belongs to.
  public record Pair(SuiteRow row, SuiteRow.Against against) {}

  /// All pairs, in the order of the rows.
  public static List<Pair> pairs(List<SuiteRow> rows) {
    return rows.stream()
        .flatMap(row -> row.against().stream().map(against -> new Pair(row, against)))
        .toList();
  }

  /// @return empty if nothing was measured by turns
  public static Optional<Figure> figure(List<SuiteRow> rows) {
    List<Pair> pairs = pairs(Rows.widest(rows));
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    List<Pair> shown = pairs.size() > MOST ? last(pairs) : pairs;
    List<BarPlot.Bar> bars = shown.stream().map(PeerBars::bar).toList();
    String left = shown.size() < pairs.size() ? " Of each operation the last shape." : "";
    return Optional.of(
        new Figure(
            "peers",
            "Beside other engines",
            "The other engine's time over this one's, measured by turns, with 95 % confidence"
                + " intervals: above 1 this one is faster."
                + left,
            new BarPlot(
                Axis.log("ratio of times"),
                bars,
                List.of(new Layer.Rule("equally fast", true, 1, Look.BASELINE)),
                2)));
  }

  /// Of each operation and both engines the last, which is the largest where shapes grow.
  private static List<Pair> last(List<Pair> pairs) {
    Map<String, Pair> last = new LinkedHashMap<>();
    pairs.forEach(pair ->
        last.put(
            String.join(
                "\n", Rows.operation(pair.row()), pair.row().engine(), pair.against().engine()),
            pair));
    return List.copyOf(last.values());
  }

  private static BarPlot.Bar bar(Pair pair) {
    SuiteRow.Against against = pair.against();
    return new BarPlot.Bar(
        Rows.subject(pair.row()) + ": " + against.engine() + " ÷ " + pair.row().engine(),
        against.ratio(),
        against.low(),
        against.high());
  }
}
