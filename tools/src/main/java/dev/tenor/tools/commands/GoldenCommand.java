package dev.tenor.tools.commands;

import dev.tenor.engine.backend.Availability.Unavailable;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.BackendOptions;
import dev.tenor.engine.backend.BackendProvider;
import dev.tenor.engine.backend.Backends;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.golden.GoldenReport;
import dev.tenor.ser.golden.GoldenRunner;
import dev.tenor.tools.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tenor golden`: compares every backend with reference values from PyTorch.
@Command(
    name = "golden",
    description = {
      "Compare ops, networks and the front end with golden files, reference values from PyTorch.",
      "The exit code is 1 if any file fails."
    },
    footer = {"tenor golden golden/", "tenor golden golden/ --backend simd --json"})
public final class GoldenCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Mixin private Console console;

  @Parameters(paramLabel = "DIR", description = "Folder of golden files (*.safetensors).")
  private Path folder;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = ALL,
      description =
          "A backend's name, or '" + ALL + "' available ones (default: ${DEFAULT-VALUE}).")
  private String backend;

  @Option(
      names = "--corpora",
      paramLabel = "DIR",
      description = {
        "Folder of the recordings that the front end's golden files refer to.",
        "Default: 'corpora' in the folder of the golden files or its parent."
      })
  private Path corpora;

  @Option(names = "--json", description = "Print an array of one object per file and backend.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    GoldenRunner runner = new GoldenRunner(folder, corpora);
    List<Path> files = runner.files();
    List<GoldenReport> reports = new ArrayList<>();
    for (String name : backends()) {
      try (Backend opened = Backends.open(name, 0)) {
        for (Path file : files) {
          console.info(opened.name() + ": " + file.getFileName());
          reports.add(runner.run(file, opened));
        }
      }
    }
    print(reports);
    return reports.stream().allMatch(GoldenReport::passed) ? 0 : 1;
  }

  /// The named backend, or all that can run; the others are listed with their reason.
  private List<String> backends() {
    if (!backend.equals(ALL)) {
      return List.of(backend);
    }
    List<String> names = new ArrayList<>();
    for (BackendProvider provider : Backends.providers()) {
      if (provider.probe(BackendOptions.DEFAULT) instanceof Unavailable no) {
        console.warn(
            provider.name() + ": unavailable, left out: " + no.reason() + "; " + no.hint());
      } else {
        names.add(provider.name());
      }
    }
    return names;
  }

  private void print(List<GoldenReport> reports) {
    PrintWriter out = console.out();
    if (json) {
      out.print(Json.pretty(reports));
    } else {
      printTable(out, reports);
    }
  }

  private static void printTable(PrintWriter out, List<GoldenReport> reports) {
    int width = reports.stream().mapToInt(r -> r.file().length()).max().orElse(0);
    String row = "%-4s  %-" + width + "s  %-8s  %s%n";
    for (GoldenReport r : reports) {
      out.printf(Locale.ROOT, row, r.passed() ? "pass" : "FAIL", r.file(), r.backend(), result(r));
    }
    printExcluded(out, reports);
    long failed = reports.stream().filter(r -> !r.passed()).count();
    out.printf(
        Locale.ROOT,
        "%d of %d passed, %d failed%n",
        reports.size() - failed,
        reports.size(),
        failed);
  }

  /// The parameters that some check leaves out, with `*` for numbers and without `grads.` and
  /// `after.`.
  private static void printExcluded(PrintWriter out, List<GoldenReport> reports) {
    String excluded =
        reports.stream()
            .flatMap(r -> r.excluded().stream())
            .map(name -> name.substring(name.indexOf('.') + 1).replaceAll("\\.\\d+\\.", ".*."))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!excluded.isEmpty()) {
      out.println(
          "excluded from the NMSE and held to an absolute bound instead, because of gradients that"
              + " are zero in exact arithmetic: "
              + excluded);
    }
  }

  private static String result(GoldenReport r) {
    return r.error() != null
        ? r.error()
        : String.format(
            Locale.ROOT, "%-8s %.2e of %.0e  %s", r.metric(), r.worst(), r.tolerance(), r.tensor());
  }
}
