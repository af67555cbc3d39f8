package dev.tenor.ser.corpus;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A corpus whose file names and folders say everything.
abstract class FileNameCorpus implements Corpus {
  private static final List<String> EXTENSIONS = List.of(".wav", ".flac");
  private static final int LOOKED_AT = 1000;

  /// Folders that may lie between what the user names and the recordings, from the outside in.
  abstract List<String> folders();

  /// Reads one file name.
  ///
  /// @param key the path below the corpus folder, with `/`
  /// @param stem the file name without its extension
  /// @return the utterance with the corpus' own word for the emotion; empty if the name is
  ///   malformed
  abstract Optional<Utterance> parse(String key, Path audio, String stem);

  /// Adds what further files of the corpus say.
  ///
  /// @param root the corpus folder
  Details details(Path root) throws IOException {
    return utterance -> utterance;
  }

  /// What is known of an utterance beside its file name.
  interface Details {
    Utterance complete(Utterance utterance);
  }

  @Override
  public Listing load(Path data, LabelMap labels) throws IOException {
    Path root = root(data);
    List<Path> files = audioFiles(root);
    if (files.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: no .wav or .flac file below it; %s expects %s",
              root,
              name(),
              layout()));
    }
    Details details = details(root);
    Collector collector = new Collector(this, labels);
    Problems malformed = new Problems();
    Map<String, String> seen = new HashMap<>();
    Problems copies = new Problems();
    for (Path file : files) {
      String key = key(root, file);
      Optional<Utterance> parsed = parse(key, file, stem(file));
      if (parsed.isEmpty()) {
        malformed.add(key);
        continue;
      }
      Utterance utterance = parsed.get();
      // A copy could end up on the other side of a split.
      String identity = utterance.speaker() + "/" + utterance.emotion() + "/" + stem(file);
      String first = seen.putIfAbsent(identity, key);
      if (first != null) {
        copies.add(first + " = " + key);
      }
      collector.add(details.complete(utterance));
    }
    malformed.throwIfAny(
        root + ": file names that do not fit " + name(),
        "expected " + layout() + "; move other files away");
    copies.throwIfAny(root + ": recordings that occur twice", "remove one copy of each");
    return collector.listing(root);
  }

  /// Whether half of the first recordings have names of this corpus.
  @Override
  public boolean recognises(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return false;
    }
    Path root = root(data);
    List<Path> files = audioFiles(root).stream().limit(LOOKED_AT).toList();
    long fitting = files.stream().filter(f -> parse(key(root, f), f, stem(f)).isPresent()).count();
    return fitting > 0 && 2 * fitting >= files.size();
  }

  /// `data` itself or the folder inside it that has one of [#folders], tried in turn at each level.
  ///
  /// @throws DataException if `data` is no folder
  Path root(Path data) throws IOException {
    return Folders.inside(Folders.require(data, this), folders());
  }

  private static String key(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> audioFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(FileNameCorpus::isAudio).sorted().toList();
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
