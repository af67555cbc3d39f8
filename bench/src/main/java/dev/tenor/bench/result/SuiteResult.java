package dev.tenor.bench.result;

import java.util.List;

/// Everything that a run of the suite measured: what its JSON file holds.
///
/// @param format version of the file's schema, [#FORMAT]
/// @param created the start of the run, ISO 8601 in UTC
/// @param arguments the command line after `bench/run suite`
/// @param ceilings what the machine can do at most, measured in the same run
/// @param problems reasons to doubt the numbers, one sentence each; empty on an idle machine
public record SuiteResult(
    int format,
    String created,
    List<String> arguments,
    Machine machine,
    List<Ceiling> ceilings,
    List<SuiteRow> rows,
    List<String> problems) {
  /// The version that is written.
  public static final int FORMAT = 1;
}
