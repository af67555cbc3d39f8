package dev.tenor.ser.experiment.cross;

import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.experiment.Outcome;
import dev.tenor.ser.experiment.Plan;
import dev.tenor.ser.experiment.Variant;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.split.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the splits of a cross-corpus experiment give away: within every training set, and
/// recordings that two corpora have both.
final class CrossAudit {
  private CrossAudit() {}

  static List<String> lines(Plan plan, List<Outcome> outcomes) throws IOException {
    List<String> lines = new ArrayList<>();
    Map<String, Set<String>> recordings = new LinkedHashMap<>();
    for (Variant variant : plan.variants()) {
      Set<SplitAudit> audits = new LinkedHashSet<>();
      for (Outcome outcome : outcomes) {
        if (outcome.isFinished() && outcome.run().variant().equals(variant)) {
          RunDirectory run = RunDirectory.open(outcome.folder());
          audits.add(audit(plan, outcome, run));
          if (variant.corpora().size() == 1) {
            recordings.put(variant.name(), new HashSet<>(run.recordings().values()));
          }
        }
      }
      if (!audits.isEmpty()) {
        lines.add("trained on " + variant.name() + ":");
        lines.addAll(new AuditTable(List.copyOf(audits)).lines());
      }
    }
    lines.addAll(shared(recordings));
    return lines;
  }

  private static SplitAudit audit(Plan plan, Outcome outcome, RunDirectory run) throws IOException {
    RunCorpora corpora = RunCorpora.of(plan.spec(outcome.run()));
    Set<String> skipped = run.skipped().keySet();
    Listing heard = corpora.listing().without(skipped);
    Split split = corpora.split(outcome.run().seed(), outcome.run().fold()).without(skipped);
    return SplitAudit.of(heard, split, run.recordings());
  }

  /// @param recordings corpus → hashes of its recordings
  private static List<String> shared(Map<String, Set<String>> recordings) {
    List<String> lines = new ArrayList<>();
    List<String> names = List.copyOf(recordings.keySet());
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        Set<String> both = new HashSet<>(recordings.get(names.get(i)));
        both.retainAll(recordings.get(names.get(j)));
        lines.add(
            String.format(
                Locale.ROOT,
                "identical audio in %s and %s: %s",
                names.get(i),
                names.get(j),
                both.isEmpty() ? "none" : both.size() + " recordings"));
      }
    }
    return lines;
  }
}
