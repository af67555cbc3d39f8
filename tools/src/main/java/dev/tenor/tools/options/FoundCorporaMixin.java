package dev.tenor.tools.options;

import dev.tenor.ser.corpus.EmotionWords;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.run.RunCorpora;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Corpora whose kinds are detected from the content of their folders, and corpora that are only
/// tested.
public final class FoundCorporaMixin {
  @Mixin private TestCorpusMixin tested;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "The corpus' folder or manifest; - for a manifest on standard input. Several corpora are"
              + " split one by one, as 'tenor train' splits them.")
  private List<Path> data;

  @Option(
      names = "--corpus",
      paramLabel = "NAME",
      completionCandidates = CorpusMixin.Names.class,
      description =
          "The kind of corpus, one for each PATH (default: detected from the folder):"
              + " ${COMPLETION-CANDIDATES}.")
  private List<String> kinds = new ArrayList<>();

  @Option(
      names = "--labels",
      paramLabel = "LABELS",
      description =
          "Classes and aliases, as for 'tenor train' (default: neutral, happy, sad and angry).")
  private String labels;

  /// @param protocol how they are split
  /// @throws IllegalArgumentException if there are some kinds, but not one for each path
  public RunCorpora load(ProtocolMixin protocol) throws IOException {
    if (!kinds.isEmpty() && kinds.size() != data.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d --corpus for %d paths; give one for each, or none",
              kinds.size(),
              data.size()));
    }
    List<CorpusPlace> places = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      Path path = data.get(i);
      places.add(
          kinds.isEmpty()
              ? CorpusPlace.found(path, _ -> {}) // what is printed names the corpora
              : new CorpusPlace(kinds.get(i), path));
    }
    LabelMap map = labels == null ? LabelMap.FOUR : EmotionWords.parse(labels);
    return RunCorpora.load(
        CorpusPlace.specs(places, protocol.names(places.size()), tested.places(_ -> {}), map), map);
  }
}
