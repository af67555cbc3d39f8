package dev.tenor.tools.commands;

import dev.tenor.ser.config.Json;
import dev.tenor.ser.experiment.Contender;
import dev.tenor.ser.experiment.PairedTests;
import dev.tenor.ser.stats.Holm;
import dev.tenor.ser.stats.Share;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Table;
import dev.tenor.tools.options.JsonMixin;
import dev.tenor.tools.options.RunFields;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tenor compare`.
@Command(
    name = "compare",
    description = {
      "Compare runs or experiments: settings that differ, scores side by side, and significance tests"
          + " against the first.",
      "Only runs with the same test set can be compared. Tests: McNemar's exact test of the answers of"
          + " one seed, and permutation tests with speakers as units, adjusted for the number of"
          + " comparisons (Holm)."
    },
    footer = {"tenor compare runs/a runs/b", "tenor compare runs/folds runs/other-folds --json"})
public final class CompareCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private JsonMixin json;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders of finished runs, or of experiments.")
  private List<Path> folders;

  CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Contender> contenders = new ArrayList<>();
    for (Path folder : folders) {
      contenders.addAll(Contender.in(folder));
    }
    if (contenders.size() < 2) {
      throw new IllegalArgumentException("only " + folders.getFirst() + " is given; name two runs");
    }
    List<PairedTests> tests = new ArrayList<>();
    for (Contender other : contenders.subList(1, contenders.size())) {
      tests.add(PairedTests.of(contenders.getFirst(), other));
    }
    Map<String, List<String>> differing =
        RunFields.differing(contenders.stream().map(Contender::spec).toList());
    if (json.isSet()) {
      console.out().print(Json.pretty(json(contenders, differing, tests)));
    } else {
      print(console.out(), contenders, differing, tests);
    }
    return ExitCode.OK;
  }

  private static void print(
      PrintWriter out,
      List<Contender> contenders,
      Map<String, List<String>> differing,
      List<PairedTests> tests) {
    List<String> header = new ArrayList<>(List.of(""));
    contenders.forEach(contender -> header.add(contender.name()));
    Table table = new Table(header.toArray(String[]::new));
    differing.forEach((name, values) -> row(table, name, values));
    row(table, "runs", each(contenders, c -> Integer.toString(c.records().size())));
    row(table, "val UA, %", each(contenders, c -> c.valUa().text(Share::percent)));
    row(table, "WA, %", each(contenders, c -> c.wa().text(Share::percent)));
    row(table, "UA, %", each(contenders, c -> c.ua().text(Share::percent)));
    row(table, "macro-F1, %", each(contenders, c -> c.macroF1().text(Share::percent)));
    table.print(out);
    out.println();
    Table p =
        new Table(
            "against " + contenders.getFirst().name(),
            "pairs",
            "speakers",
            "ΔWA",
            "p",
            "ΔUA",
            "p",
            "p (Holm)",
            "only one right",
            "p (McNemar)");
    double[] adjusted = Holm.adjust(tests.stream().mapToDouble(t -> t.ua().pValue()).toArray());
    for (int i = 0; i < tests.size(); i++) {
      PairedTests t = tests.get(i);
      p.row(
          t.second(),
          Integer.toString(t.pairs()),
          Integer.toString(t.speakers()),
          points(t.wa().meanDifference()),
          p(t.wa().pValue()),
          points(t.ua().meanDifference()),
          p(t.ua().pValue()),
          p(adjusted[i]),
          t.mcNemar().onlySecond() + " : " + t.mcNemar().onlyFirst(),
          p(t.mcNemar().pValue()));
    }
    p.print(out);
    out.println("Δ in points, the mean over speakers; p-values are two-sided");
  }

  private static void row(Table table, String name, List<String> values) {
    List<String> row = new ArrayList<>(List.of(name));
    row.addAll(values);
    table.row(row.toArray(String[]::new));
  }

  private static List<String> each(List<Contender> contenders, Function<Contender, String> text) {
    return contenders.stream().map(text).toList();
  }

  private static String points(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference);
  }

  private static String p(double p) {
    return p < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  private static Map<String, Object> json(
      List<Contender> contenders, Map<String, List<String>> differing, List<PairedTests> tests) {
    List<Map<String, Object>> scores = new ArrayList<>();
    for (Contender c : contenders) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("name", c.name());
      map.put("runs", c.records().size());
      map.put("val_ua", c.valUa().report());
      map.put("wa", c.wa().report());
      map.put("ua", c.ua().report());
      map.put("macro_f1", c.macroF1().report());
      scores.add(map);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("compared", scores);
    map.put("settings", differing);
    map.put("tests", tests);
    return map;
  }
}
