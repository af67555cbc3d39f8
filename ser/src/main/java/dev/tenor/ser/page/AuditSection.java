package dev.tenor.ser.page;

import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.audit.BaselineTable;
import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import dev.tenor.ser.stats.Share;
import java.util.List;
import java.util.Locale;

/// What the subsets of the split share, and what can be scored without listening.
public final class AuditSection {
  private AuditSection() {}

  public static Section of(AuditTable audit) {
    Section.Builder section = Section.titled("Audit of the split");
    section.table(
        new TextTable(
            "audit",
            "Values that two subsets share, and the utterances of the first with such a value"
                + audit.means()
                + ".",
            List.of("shared", "test with train", "val with train", "test with val"),
            audit.overlaps()));
    audit.remarks().forEach(line -> section.text(capital(line) + "."));
    audit.absentLines().forEach(line -> section.text(capital(line) + "."));
    return section.table(baselines(audit.baselines())).build();
  }

  private static TextTable baselines(BaselineTable table) {
    return new TextTable(
        "audio-free",
        "Predictors that use no audio, in per cent, fitted on the training set as the model is.",
        List.of("predictor", "WA", "UA", "macro-F1"),
        table.scores().stream()
            .map(s ->
                List.of(
                    s.name(),
                    Share.percent(s.wa()),
                    Share.percent(s.ua()),
                    Share.percent(s.macroF1())))
            .toList());
  }

  private static String capital(String line) {
    return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
  }
}
