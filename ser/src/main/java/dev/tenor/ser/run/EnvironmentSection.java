package dev.tenor.ser.run;

import dev.tenor.ser.report.Section;
import dev.tenor.ser.report.TextTable;
import java.util.List;

/// What runs were made with and how they are repeated: the only part of their pages that differs
/// where the same run is made twice.
public final class EnvironmentSection {
  private EnvironmentSection() {}

  /// @param records of the runs
  public static Section of(List<RunSessions> records) {
    List<List<String>> rows = RunSessions.rows(records);
    Section.Builder section = Section.titled("Environment");
    return rows.isEmpty()
        ? section.text("It is not known: there is no sessions.json.").build()
        : section
            .table(
                new TextTable(
                    "environment",
                    "What it was made with; the command repeats it, and gives the same bytes on the"
                        + " same backend.",
                    List.of("", "value"),
                    rows))
            .build();
  }
}
