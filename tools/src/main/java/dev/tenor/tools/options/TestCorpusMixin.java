package dev.tenor.tools.options;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// Corpora that are tested and not trained on.
public final class TestCorpusMixin {
  @Option(
      names = "--test-corpus",
      paramLabel = "NAME[:PATH]",
      completionCandidates = CorpusMixin.Names.class,
      description =
          "A corpus that is only tested, all of it; repeatable. The other corpora are then not"
              + " tested: the speakers that --fold would test validate.")
  private List<String> corpora = new ArrayList<>();

  @Option(
      names = "--test-data",
      paramLabel = "PATH",
      description =
          "Its folder or manifest, one for each --test-corpus without a place; without a"
              + " --test-corpus its kind is detected.")
  private List<Path> data = new ArrayList<>();

  /// The values of `--test-data`, absolute.
  List<Path> data() {
    return data.stream().map(path -> path.toAbsolutePath().normalize()).toList();
  }

  /// @param told where it is said which kinds were detected
  /// @throws IllegalArgumentException if a corpus is unknown or a place is missing
  public List<CorpusPlace> places(Consumer<String> told) throws IOException {
    if (corpora.isEmpty()) {
      List<CorpusPlace> found = new ArrayList<>();
      for (Path path : data) {
        found.add(CorpusPlace.found(path, told));
      }
      return found;
    }
    List<CorpusPlace> places = CorpusPlace.pair("--test-corpus", corpora, "--test-data", data);
    for (CorpusPlace place : places) {
      if (place.data() == null) {
        throw new IllegalArgumentException("--test-corpus " + place.kind() + " needs --test-data");
      }
    }
    return places;
  }
}
