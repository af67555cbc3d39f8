package dev.tenor.ser.corpora;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Collector;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.FileTree;
import dev.tenor.ser.corpus.Folders;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Problems;
import dev.tenor.ser.corpus.SingleFormat;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A corpus whose file names and folders contain all metadata.
abstract class FileNameCorpus implements Corpus {
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

  /// Adds metadata from further files of the corpus.
  ///
  /// @param root the corpus folder
  Details details(Path root) throws IOException {
    return utterance -> utterance;
  }

  /// The metadata of an utterance.
  interface Details {
    Utterance complete(Utterance utterance);
  }

  @Override
  public Listing load(Path data, LabelMap labels) throws IOException {
    Path root = root(data);
    FileTree tree = FileTree.below(root);
    if (tree.recordings().isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: no recording below it; %s expects %s%s",
              root,
              name(),
              layout(),
              tree.notes().isEmpty() ? "" : "; " + String.join("; ", tree.notes())));
    }
    Details details = details(root);
    Collector collector = new Collector(this, labels);
    tree.notes().forEach(collector::note);
    for (Utterance utterance : utterances(root, tree, collector)) {
      collector.add(details.complete(utterance));
    }
    return collector.listing(root);
  }

  private List<Utterance> utterances(Path root, FileTree tree, Collector collector)
      throws DataException {
    Problems malformed = new Problems();
    int films = 0;
    SingleFormat single = new SingleFormat();
    for (Path file : tree.recordings()) {
      String key = key(root, file);
      Optional<Utterance> parsed = parse(key, file, stem(file));
      if (parsed.isPresent()) {
        Utterance u = parsed.get();
        single.add(u.speaker() + "/" + u.emotion() + "/" + stem(file), u);
      } else if (isFilm(file)) {
        films++;
      } else {
        malformed.add(key);
      }
    }
    malformed.throwIfAny(
        root + ": file names that do not fit " + name(),
        "expected " + layout() + "; move other files away");
    if (films > 0) {
      collector.note(
          String.format(
              Locale.ROOT,
              "%s: films (.mp4, .webm) whose names do not fit %s are left out: %d",
              root,
              name(),
              films));
    }
    List<Utterance> utterances = single.utterances(root);
    single.note(root).ifPresent(collector::note);
    return utterances;
  }

  /// Published corpora may contain videos beside the recordings.
  private static boolean isFilm(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".mp4") || name.endsWith(".webm");
  }

  /// Whether half of the first recordings have names of this corpus.
  @Override
  public boolean recognises(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return false;
    }
    Path root = root(data);
    List<Path> files =
        FileTree.below(root).recordings().stream()
            .filter(file -> !isFilm(file))
            .limit(LOOKED_AT)
            .toList();
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

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
