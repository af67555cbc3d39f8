package dev.tenor.tools.commands;

import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audit.CorpusScan;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Missing;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.OneLine;
import dev.tenor.tools.console.Progress;
import dev.tenor.tools.console.Table;
import dev.tenor.tools.options.FoundCorpusMixin;
import dev.tenor.tools.options.JsonMixin;
import dev.tenor.tools.options.ThreadsMixin;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tenor corpus scan`.
@Command(
    name = "scan",
    description = {
      "Detect the kind of a corpus and summarise its contents.",
      "Reports utterances per speaker and emotion, durations, sample rates, clipped, silent,"
          + " unreadable and identical recordings, and differences from the published corpus."
    },
    footer = {
      "tenor corpus scan corpora/emodb",
      "tenor corpus scan manifest.csv --labels all --json"
    })
public final class CorpusScanCommand implements Callable<Integer> {
  private static final int SHOWN = 5;

  @Mixin private Console console;
  @Mixin private ThreadsMixin threads;
  @Mixin private JsonMixin json;
  @Mixin private FoundCorpusMixin corpus;

  CorpusScanCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Corpus known = corpus.corpus();
    Listing listing = corpus.load();
    CorpusScan scan;
    try (Progress progress = console.progress("scan", "recordings", listing.size())) {
      scan = CorpusScan.of(listing, threads.count(), progress::done);
    }
    List<String> missing = Missing.lines(known, listing);
    if (json.isSet()) {
      console.out().print(Json.pretty(report(scan, missing)));
    } else {
      print(console.out(), scan, missing);
    }
    return ExitCode.OK;
  }

  private Map<String, Object> report(CorpusScan scan, List<String> missing) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("corpus", scan.listing().corpus());
    map.put("data", corpus.data().toString());
    map.put("utterances", scan.listing().size());
    map.put("label_map", scan.labelMap());
    map.put("found", scan.listing().found());
    map.put("speakers", scan.counts());
    Map<String, Object> seconds = new LinkedHashMap<>();
    scan.listing().labels().labels().forEach(l -> seconds.put(l, seconds(scan.seconds(l))));
    seconds.put("all", seconds(scan.seconds(null)));
    map.put("seconds", seconds);
    map.put("sample_rates", scan.rates());
    map.put("clipped", scan.keys(AudioFacts::isClipped));
    map.put("silent", scan.keys(AudioFacts::isSilent));
    map.put("identical", scan.identical());
    map.put("unreadable", scan.unreadable());
    map.put("absent", scan.absent());
    map.put("missing", missing);
    map.put("notes", scan.listing().notes());
    return map;
  }

  private static Map<String, Double> seconds(DoubleSummaryStatistics s) {
    Map<String, Double> map = new LinkedHashMap<>();
    map.put("total", s.getSum());
    map.put("shortest", s.getCount() == 0 ? 0 : s.getMin());
    map.put("mean", s.getAverage());
    map.put("longest", s.getCount() == 0 ? 0 : s.getMax());
    return map;
  }

  private static void print(PrintWriter out, CorpusScan scan, List<String> missing) {
    out.println(scan.listing().describe());
    out.println("labels: " + join(scan.labelMap(), " -> "));
    out.println();
    printCounts(out, scan);
    out.println();
    if (!scan.facts().isEmpty()) {
      printSeconds(out, scan);
      out.println();
    }
    out.println("sample rates: " + join(scan.rates(), " Hz: "));
    print(out, "clipped", scan.keys(AudioFacts::isClipped));
    print(out, "silent", scan.keys(AudioFacts::isSilent));
    print(out, "identical", scan.identical().stream().map(k -> String.join(" = ", k)).toList());
    print(out, "unreadable", List.copyOf(scan.unreadable().values()));
    print(out, "not there", scan.absent());
    print(out, "fewer or more than published", missing);
    scan.listing().notes().forEach(note -> out.println("note: " + OneLine.of(note)));
  }

  private static void printCounts(PrintWriter out, CorpusScan scan) {
    List<String> header = new ArrayList<>(List.of("speaker"));
    header.addAll(scan.listing().labels().labels());
    header.add("all");
    Table table = new Table(header.toArray(String[]::new));
    scan.counts().forEach((speaker, classes) -> table.row(cells(speaker, classes)));
    table.row(cells("all", scan.listing().counts()));
    table.print(out);
  }

  private static String[] cells(String name, Map<String, Integer> classes) {
    List<String> cells = new ArrayList<>(List.of(name));
    classes.values().forEach(count -> cells.add(count.toString()));
    cells.add(Integer.toString(classes.values().stream().mapToInt(Integer::intValue).sum()));
    return cells.toArray(String[]::new);
  }

  private static void printSeconds(PrintWriter out, CorpusScan scan) {
    Table table = new Table("emotion", "files", "total s", "shortest s", "mean s", "longest s");
    List<String> labels = new ArrayList<>(scan.listing().labels().labels());
    labels.add(null);
    for (String label : labels) {
      DoubleSummaryStatistics s = scan.seconds(label);
      if (s.getCount() > 0) {
        table.row(
            label == null ? "all" : label,
            Long.toString(s.getCount()),
            decimals(s.getSum(), 1),
            decimals(s.getMin(), 3),
            decimals(s.getAverage(), 3),
            decimals(s.getMax(), 3));
      }
    }
    table.print(out);
  }

  private static String decimals(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static String join(Map<?, ?> map, String between) {
    return map.entrySet().stream()
        .map(e -> e.getKey() + between + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void print(PrintWriter out, String what, List<String> items) {
    String shown = items.stream().limit(SHOWN).map(OneLine::of).collect(Collectors.joining("; "));
    String more = items.size() > SHOWN ? "; …" : "";
    out.println(
        what + ": " + (items.isEmpty() ? "none" : items.size() + " (" + shown + more + ")"));
  }
}
