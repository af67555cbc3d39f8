package dev.tenor.tools.commands;

import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.manifest.ManifestFile;
import dev.tenor.tools.console.Console;
import dev.tenor.tools.console.ExitCode;
import dev.tenor.tools.options.FoundCorpusMixin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tenor corpus export`.
@Command(
    name = "export",
    customSynopsis = "tenor corpus export [OPTIONS] --out=FILE PATH",
    description = "Export a corpus as a manifest, to be read with --corpus csv or jsonl.",
    footer = {"tenor corpus export corpora/emodb --out all.csv"})
public final class CorpusExportCommand implements Callable<Integer> {
  @Mixin private Console console;
  @Mixin private FoundCorpusMixin corpus;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Output file, .csv or .jsonl; paths in it are relative to its folder.")
  private Path out;

  CorpusExportCommand() {}

  @Override
  public Integer call() throws IOException {
    Listing listing = corpus.load();
    listing.notes().forEach(console::warn);
    ManifestFile.write(listing, out);
    console.info(out + ": " + listing.describe());
    return ExitCode.OK;
  }
}
