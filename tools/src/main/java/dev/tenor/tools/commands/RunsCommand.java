package dev.tenor.tools.commands;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.RunEntry;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Table;
import dev.tenor.tools.options.JsonMixin;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor runs`.
@Command(
    name = "runs",
    description = {
      "List all runs below a folder, with their settings and scores.",
      "Columns: run, corpus, protocol, fold, seed, epochs, val_ua, wa, ua, state (finished,"
          + " interrupted, damaged), date (UTC), model (the preset and what differs from it)."
    },
    footer = {
      "tenor runs",
      "tenor runs runs/folds --sort ua",
      "tenor runs --filter corpus=emodb --filter state=finished --csv"
    })
public final class RunsCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private JsonMixin json;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder to search (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      description =
          "Sort by a column; scores and epochs from the highest (default: by the folders' names).")
  private String sort;

  @Option(
      names = "--filter",
      paramLabel = "KEY=VALUE",
      description =
          "List only runs of which a column or a setting has this value; several must all hold.")
  private List<String> filters = List.of();

  @Option(names = "--csv", description = "Print CSV; scores are shares in 0 to 1.")
  private boolean csv;

  RunsCommand() {}

  @Override
  public Integer call() throws IOException {
    if (json.isSet() && csv) {
      throw new IllegalArgumentException("--json and --csv exclude each other; leave out one");
    }
    RunTable table = new RunTable(RunEntry.below(folder));
    filters.forEach(table::keep);
    if (sort != null) {
      table.sort(sort);
    }
    if (json.isSet()) {
      console.out().print(Json.pretty(table.json()));
    } else if (csv) {
      console.out().print(csv(table));
    } else if (table.json().isEmpty()) {
      console.info(folder + ": no run" + (filters.isEmpty() ? "" : " of this kind"));
    } else {
      Table text = new Table(RunTable.header());
      table.text(true).forEach(row -> text.row(row.toArray(String[]::new)));
      text.print(console.out());
    }
    table.problems().forEach(console::warn);
    return ExitCode.OK;
  }

  private static String csv(RunTable table) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      csv.writeRecord(RunTable.COLUMNS);
      table.text(false).forEach(csv::writeRecord);
    }
    return text.toString();
  }
}
