package dev.tenor.ser.corpus;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Lists corpora whose file names say everything.
final class FileNames {
  private static final List<String> EXTENSIONS = List.of(".wav", ".flac");

  private FileNames() {}

  /// Reads one file name.
  interface Parser {
    /// The utterance with the corpus' own word for the emotion; empty if the name is malformed.
    ///
    /// @param stem the file name without its extension
    Optional<Utterance> parse(String key, Path audio, String stem);
  }

  /// @param root the folder that keys are relative to
  /// @throws DataException if there are no files, or names are malformed or occur twice
  static Listing load(Corpus corpus, Path root, LabelMap labels, Parser parser) throws IOException {
    List<Path> files = audioFiles(root);
    if (files.isEmpty()) {
      throw new DataException(
          "%s: no .wav or .flac file below it; %s expects %s"
              .formatted(root, corpus.name(), corpus.layout()));
    }
    List<Utterance> utterances = new ArrayList<>();
    SortedMap<String, Integer> leftOut = new TreeMap<>();
    Problems malformed = new Problems();
    Map<String, String> seen = new HashMap<>();
    Problems copies = new Problems();
    for (Path file : files) {
      String key = root.relativize(file).toString().replace('\\', '/');
      Optional<Utterance> parsed = parser.parse(key, file, stem(file));
      if (parsed.isEmpty()) {
        malformed.add(key);
        continue;
      }
      Utterance utterance = parsed.get();
      // Speaker and name identify a recording: a copy could end up on the other side of a split.
      String first = seen.putIfAbsent(utterance.speaker() + "/" + stem(file), key);
      if (first != null) {
        copies.add(first + " = " + key);
      }
      String raw = utterance.emotion();
      labels
          .classOf(raw)
          .map(utterance::withEmotion)
          .ifPresentOrElse(utterances::add, () -> leftOut.merge(raw, 1, Integer::sum));
    }
    malformed.throwIfAny(
        root + ": file names that do not fit " + corpus.name(),
        "expected " + corpus.layout() + "; move other files away");
    copies.throwIfAny(root + ": recordings that occur twice", "remove one copy of each");
    if (utterances.isEmpty()) {
      throw new DataException(
          "%s: none of its %d recordings is of a class %s: left out %s"
              .formatted(root, files.size(), labels.labels(), leftOut));
    }
    return new Listing(corpus.name(), labels, utterances, leftOut, corpus.publishedFolds());
  }

  /// `data` itself or the folder inside it that has one of `names`, tried in turn at each level.
  ///
  /// @throws DataException if `data` is no folder
  static Path root(Corpus corpus, Path data, String... names) throws IOException {
    if (!Files.isDirectory(data)) {
      throw new DataException(
          "%s: no such folder; %s expects %s".formatted(data, corpus.name(), corpus.layout()));
    }
    Path root = data;
    for (String name : names) {
      try (Stream<Path> children = Files.list(root)) {
        root =
            children
                .filter(Files::isDirectory)
                .filter(child -> child.getFileName().toString().equalsIgnoreCase(name))
                .sorted()
                .findFirst()
                .orElse(root);
      }
    }
    return root;
  }

  private static List<Path> audioFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(FileNames::isAudio).sorted().toList();
    } catch (UncheckedIOException e) {
      throw new DataException(root + ": cannot be listed: " + e.getCause().getMessage(), e);
    }
  }

  private static boolean isAudio(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && EXTENSIONS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
