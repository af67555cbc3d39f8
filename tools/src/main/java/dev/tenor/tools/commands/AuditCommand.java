package dev.tenor.tools.commands;

import dev.tenor.ser.audit.AuditTable;
import dev.tenor.ser.audit.CorpusScan;
import dev.tenor.ser.audit.SplitAudit;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.run.RunCorpora;
import dev.tenor.ser.split.SidesTable;
import dev.tenor.ser.split.Split;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.console.Progress;
import dev.tenor.tools.options.FoundCorporaMixin;
import dev.tenor.tools.options.JsonMixin;
import dev.tenor.tools.options.ProtocolMixin;
import dev.tenor.tools.options.ThreadsMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tenor audit`.
@Command(
    name = "audit",
    description = {
      "Audit a split for leakage between training, validation and test set.",
      "Reports shared speakers, dialogues, texts and recordings, and the scores of baselines that use"
          + " no audio. The corpus may lack its recordings; identical ones are then not detected."
    },
    footer = {
      "tenor audit corpora/emodb",
      "tenor audit corpora/ravdess --protocol paper --fold 0 --json"
    })
public final class AuditCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private ProtocolMixin protocol;
  @Mixin private ThreadsMixin threads;
  @Mixin private JsonMixin json;
  @Mixin private FoundCorporaMixin corpora;

  @Option(
      names = "--fold",
      paramLabel = "K",
      description = "Audit only this fold, counted from 0 (default: means over all folds).")
  private Integer fold;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed of the split (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--sides",
      paramLabel = "FILE",
      description =
          "Also write a CSV with the subset (train, val or test) of each utterance in each fold.")
  private Path sides;

  AuditCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunCorpora read = corpora.load(protocol);
    Listing listing = read.listing();
    read.warnings().forEach(console::warn);
    List<Split> splits = splits(read);
    if (sides != null) {
      SidesTable.write(sides, listing, splits);
    }
    Map<String, String> sounds = sounds(listing);
    List<SplitAudit> audits = new ArrayList<>();
    for (Split split : splits) {
      audits.add(SplitAudit.of(listing, split, sounds));
    }
    print(read, splits, new AuditTable(audits));
    return ExitCode.OK;
  }

  private List<Split> splits(RunCorpora read) throws IOException {
    int count = read.foldCount();
    List<Split> splits = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      if (fold == null) {
        splits.add(read.split(seed, k));
      }
    }
    if (fold != null) {
      splits.add(read.split(seed, fold));
    }
    read.foldLines(fold == null ? count - 1 : fold).forEach(console::info);
    return splits;
  }

  private Map<String, String> sounds(Listing listing) throws InterruptedException {
    CorpusScan scan;
    try (Progress progress = console.progress("scan", "recordings", listing.size())) {
      scan = CorpusScan.of(listing, threads.count(), progress::done);
    }
    int unheard = scan.absent().size() + scan.unreadable().size();
    if (unheard > 0) {
      console.warn(
          unheard
              + " of "
              + listing.size()
              + " recordings are not there or cannot be read; those"
              + " are not compared");
    }
    Map<String, String> sounds = new TreeMap<>();
    scan.facts().forEach((key, facts) -> sounds.put(key, facts.sha256()));
    return sounds;
  }

  private static String title(List<Split> splits) {
    Split first = splits.getFirst();
    return splits.size() == 1
        ? first.title()
        : String.format(
            Locale.ROOT,
            "protocol %s (%s), %d folds, seed %d",
            first.protocol(),
            first.rule(),
            splits.size(),
            first.seed());
  }

  private void print(RunCorpora read, List<Split> splits, AuditTable table) {
    if (json.isSet()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("corpus", read.listing().corpus());
      map.put("splits", splits.stream().map(Split::title).toList());
      map.putAll(table.report());
      console.out().print(Json.pretty(map));
    } else {
      read.descriptions().forEach(console.out()::println);
      console.out().println(title(splits));
      table.lines().forEach(console.out()::println);
      table.absentLines().forEach(console.out()::println);
    }
  }
}
