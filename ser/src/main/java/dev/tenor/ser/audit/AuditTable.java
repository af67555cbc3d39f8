package dev.tenor.ser.audit;

import dev.tenor.ser.audit.Overlap.Kind;
import dev.tenor.ser.split.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Audits of one or more folds for people and programs; of several folds the means.
///
/// @param folds the audits, of the same corpus and protocol
public record AuditTable(List<SplitAudit> folds) {
  public AuditTable {
    folds = List.copyOf(folds);
    if (folds.isEmpty()) {
      throw new IllegalArgumentException("audit: no fold");
    }
  }

  /// The report as text: the overlaps, then the scores of the baselines.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String row = "  %-22s %18s %18s %18s";
    lines.add(
        "audit: values that two subsets share, and the utterances of the first with such a value"
            + means());
    lines.add(
        String.format(Locale.ROOT, row, "", "test with train", "val with train", "test with val"));
    overlaps().forEach(r -> lines.add(String.format(Locale.ROOT, row, r.toArray())));
    notCompared().forEach(line -> lines.add("  " + line));
    lines.addAll(baselines().lines());
    untrained().forEach(line -> lines.add("  " + line));
    return lines;
  }

  /// For each kind of value its name, and what test and training set, validation and training set,
  /// test and validation set share.
  public List<List<String>> overlaps() {
    return folds.getFirst().known().stream()
        .map(kind ->
            Stream.concat(
                    Stream.of(kind.title()),
                    SplitAudit.pairs().stream().map(pair -> shared(kind, pair)))
                .toList())
        .toList();
  }

  /// What could not be compared, and which sets are empty; a line each.
  public List<String> remarks() {
    return Stream.concat(notCompared().stream(), untrained().stream()).toList();
  }

  private List<String> untrained() {
    List<String> untrained = splits(audit -> audit.isEmpty(Side.TRAIN));
    return untrained.isEmpty()
        ? List.of()
        : List.of(
            "the training set is empty, so nothing can be fitted on it: "
                + String.join("; ", untrained));
  }

  /// Text about the classes that are absent from test sets; empty if none is.
  public List<String> absentLines() {
    Map<List<String>, List<String>> splits = new LinkedHashMap<>();
    for (SplitAudit audit : folds) {
      if (!audit.absent().isEmpty()) {
        splits.put(audit.absent(), splits(other -> other.absent().equals(audit.absent())));
      }
    }
    List<String> lines = new ArrayList<>();
    splits.forEach((absent, of) ->
        lines.add(
            String.format(
                Locale.ROOT,
                "no utterance of %s on the test set (%s); UA and macro-F1 are means over the"
                    + " classes that are there",
                String.join(", ", absent),
                String.join("; ", of))));
    return lines;
  }

  /// The names of some splits.
  private List<String> splits(Predicate<SplitAudit> wanted) {
    return folds.stream().filter(wanted).map(this::name).toList();
  }

  private String name(SplitAudit audit) {
    String fold = "fold " + audit.split().fold();
    return seeds() == 1 ? fold : fold + ", seed " + audit.split().seed();
  }

  /// `, means of 5 folds`; empty for one.
  public String means() {
    return folds.size() == 1
        ? ""
        : String.format(
            Locale.ROOT,
            seeds() == 1 ? ", means of %d folds" : ", means of %d splits (folds × seeds)",
            folds.size());
  }

  private long seeds() {
    return folds.stream().map(audit -> audit.split().seed()).distinct().count();
  }

  private List<String> notCompared() {
    SplitAudit any = folds.getFirst();
    int all = any.split().sides().size();
    List<String> lines = new ArrayList<>();
    for (Kind kind : any.known()) {
      int told = any.told().get(kind);
      if (told < all) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s: known of %d of %d utterances; the others are not compared",
                kind.title(),
                told,
                all));
      }
    }
    String untold =
        any.unknown().stream()
            .filter(kind -> kind != Kind.SOUNDS)
            .map(Kind::title)
            .collect(Collectors.joining(", "));
    if (!untold.isEmpty()) {
      lines.add("unknown in this corpus: " + untold);
    }
    if (any.unknown().contains(Kind.SOUNDS)) {
      lines.add("not compared: " + Kind.SOUNDS.title() + ", as no recording's content is known");
    }
    return lines;
  }

  /// The number of shared values, and the percentage of the first subset's utterances that have
  /// one.
  private String shared(Kind kind, Side[] pair) {
    double values = mean(audit -> audit.overlap(kind, pair[0], pair[1]).shared());
    double percent = mean(audit -> audit.overlap(kind, pair[0], pair[1]).percent());
    String number = values == Math.rint(values) ? "%.0f" : "%.1f";
    return values == 0 ? "none" : String.format(Locale.ROOT, number + ", %.1f %%", values, percent);
  }

  /// The scores of the baselines, which use no audio.
  public BaselineTable baselines() {
    return new BaselineTable(folds);
  }

  /// For JSON.
  public Map<String, Object> report() {
    Map<String, Object> overlaps = new LinkedHashMap<>();
    for (Kind kind : folds.getFirst().known()) {
      Map<String, Object> pairs = new LinkedHashMap<>();
      for (Side[] pair : SplitAudit.pairs()) {
        Map<String, Object> shared = new LinkedHashMap<>();
        shared.put("shared", mean(a -> a.overlap(kind, pair[0], pair[1]).shared()));
        shared.put("percent", mean(a -> a.overlap(kind, pair[0], pair[1]).percent()));
        pairs.put(pair[0] + "_in_" + pair[1], shared);
      }
      overlaps.put(kind.title(), pairs);
    }
    Map<String, Integer> told = new LinkedHashMap<>();
    folds.getFirst().told().forEach((kind, utterances) -> told.put(kind.title(), utterances));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("folds", folds.stream().map(audit -> audit.split().fold()).distinct().count());
    map.put("seeds", seeds());
    map.put("utterances", folds.getFirst().split().sides().size());
    map.put("told", told);
    map.put("overlaps", overlaps);
    map.put("unknown", folds.getFirst().unknown().stream().map(Kind::title).toList());
    map.put("baselines", baselines().report());
    map.put("absent_classes", absent().values().stream().flatMap(List::stream).distinct().toList());
    map.put("absent_classes_by_split", absent());
    map.put("empty_training", splits(audit -> audit.isEmpty(Side.TRAIN)));
    return map;
  }

  /// Name of a split → the classes absent from its test set.
  private Map<String, List<String>> absent() {
    Map<String, List<String>> absent = new LinkedHashMap<>();
    for (SplitAudit audit : folds) {
      if (!audit.absent().isEmpty()) {
        absent.put(name(audit), audit.absent());
      }
    }
    return absent;
  }

  private double mean(ToDoubleFunction<SplitAudit> value) {
    return folds.stream().mapToDouble(value).average().orElseThrow();
  }
}
