package dev.tenor.ser.experiment.cross;

import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.stats.Interval;
import dev.tenor.ser.stats.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a matrix means, in sentences. Training sets are compared on the same test corpus only.
final class CrossText {
  private final CrossMatrix matrix;
  private final List<Variant> variants;

  CrossText(CrossMatrix matrix, List<Variant> variants) {
    this.matrix = matrix;
    this.variants = variants;
  }

  List<String> sentences() {
    List<String> lines = new ArrayList<>();
    matrix.corpora().keySet().forEach(tested -> tested(tested).ifPresent(lines::add));
    carriesOver().ifPresent(lines::add);
    nearChance().ifPresent(lines::add);
    return lines;
  }

  private List<CrossCell> foreignAlone(String tested) {
    return variants.stream()
        .filter(v -> v.corpora().size() == 1 && !v.corpora().contains(tested))
        .flatMap(v -> matrix.cell(v.name(), tested).stream())
        .toList();
  }

  /// How a corpus is recognised by its own training and by the others'.
  private Optional<String> tested(String tested) {
    Optional<CrossCell> own = matrix.cell(tested, tested);
    Optional<CrossCell> best = foreignAlone(tested).stream().max(byUa());
    if (own.isEmpty() || best.isEmpty()) {
      return Optional.empty();
    }
    String other = matrix.corpora().size() > 2 ? "of the others best on " : "on ";
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s: trained on itself %s on people it has not heard, trained %s%s %s",
                tested,
                ua(own.get()),
                other,
                best.get().trained(),
                ua(best.get())));
    matrix
        .cell("all but " + tested, tested)
        .ifPresent(all -> text.append(", on all of the others ").append(ua(all)));
    CrossCell without =
        matrix
            .cell("all but " + tested, tested)
            .filter(c -> byUa().compare(c, best.get()) > 0)
            .orElse(best.get());
    text.append("; ").append(gap(own.get(), without)).append('.');
    return Optional.of(text.toString());
  }

  private static String gap(CrossCell own, CrossCell without) {
    double points = 100 * (own.pooled().ua() - without.pooled().ua());
    boolean apart = apart(own.interval(), without.interval());
    String size = String.format(Locale.ROOT, "%.1f points", Math.abs(points));
    String what =
        points > 0
            ? "never having heard this corpus costs " + size
            : "the other corpora are better for it than its own recordings by " + size;
    return what + (apart ? "" : ", and the intervals overlap");
  }

  private static boolean apart(Interval a, Interval b) {
    return a != null && b != null && (a.low() > b.high() || b.low() > a.high());
  }

  /// Which single corpus does best on most of the others.
  private Optional<String> carriesOver() {
    List<String> names = List.copyOf(matrix.corpora().keySet());
    if (names.size() < 3 || matrix.cells().size() < names.size() * names.size()) {
      return Optional.empty();
    }
    List<String> ranked =
        names.stream().sorted(Comparator.comparingDouble(name -> -mean(name))).toList();
    List<String> means =
        ranked.stream().map(name -> name + " " + Share.percent(mean(name)) + " %").toList();
    return Optional.of(
        "Mean UA of a single training corpus on the others: "
            + String.join(", ", means)
            + ". "
            + ranked.getFirst()
            + " carries over best, though each is tested on other corpora than the next.");
  }

  private double mean(String name) {
    return matrix.corpora().keySet().stream()
        .filter(tested -> !tested.equals(name))
        .flatMap(tested -> matrix.cell(name, tested).stream())
        .mapToDouble(cell -> cell.pooled().ua())
        .average()
        .orElse(Double.NaN);
  }

  private Optional<String> nearChance() {
    List<String> cells =
        matrix.cells().stream()
            .filter(CrossCell::isNearChance)
            .map(c -> c.trained() + " on " + c.tested() + " " + ua(c))
            .toList();
    if (cells.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Not better than guessing (%s %%), as far as these speakers tell: %s.",
            Share.percent(matrix.cells().getFirst().chance()),
            String.join("; ", cells)));
  }

  private static Comparator<CrossCell> byUa() {
    return Comparator.comparingDouble(cell -> cell.pooled().ua());
  }

  private static String ua(CrossCell cell) {
    return Share.percent(cell.pooled().ua()) + " %";
  }
}
