package dev.tenor.tools.options;

import dev.tenor.ser.corpora.Corpora;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.EmotionWords;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A corpus whose kind is detected from the content of its folder.
public final class FoundCorpusMixin {
  @Parameters(
      paramLabel = "PATH",
      description = "The corpus' folder or manifest; - for a manifest on standard input.")
  private Path data;

  @Option(
      names = "--corpus",
      paramLabel = "NAME",
      completionCandidates = CorpusMixin.Names.class,
      description =
          "The kind of corpus (default: detected from the folder): ${COMPLETION-CANDIDATES}.")
  private String name;

  @Option(
      names = "--labels",
      paramLabel = "LABELS",
      description =
          "Classes and aliases, as for 'tenor train' (default: neutral, happy, sad and angry).")
  private String labels;

  public Path data() {
    return ManifestArgument.of(data);
  }

  public Corpus corpus() throws IOException {
    if (name != null) {
      return Corpora.byName(name);
    }
    return ManifestArgument.isPipe(data()) ? Corpora.byName("csv") : Corpora.recognise(data());
  }

  public Listing load() throws IOException {
    return corpus().load(data(), labels == null ? LabelMap.FOUR : EmotionWords.parse(labels));
  }
}
