package dev.tenor.tools.spark;

import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.Validation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/// The folder of one attempt at a run, beside that of the run in `NAME.attempts`. A task may be
/// done twice at the same time, or again after its executor was lost: each attempt begins with a
/// copy of what the farthest one before it has reached, writes there alone, and takes the run's
/// place by a rename.
final class AttemptFolder {
  private static final String SUFFIX = ".attempts";

  /// The files that say that a run is trained or finished, copied last.
  private static final List<String> LAST = List.of("validation.json", "README.md");

  private static final int RENAMES = 10;

  private final Path run;
  private final Path folder;

  private AttemptFolder(Path run, Path folder) {
    this.run = run;
    this.folder = folder;
  }

  /// Begins an attempt.
  static AttemptFolder begin(Path run) throws IOException {
    Path folder = place(run).resolve(UUID.randomUUID().toString());
    Files.createDirectories(folder);
    Path start = farthest(run);
    if (start != null) {
      copy(start, folder);
    }
    return new AttemptFolder(run, folder);
  }

  Path path() {
    return folder;
  }

  private static Path place(Path run) {
    return run.resolveSibling(run.getFileName() + SUFFIX);
  }

  /// The folders of all attempts that there are.
  static List<Path> all(Path run) throws IOException {
    try (Stream<Path> attempts = Files.list(place(run))) {
      return attempts.sorted().toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  /// The run itself or the attempt that has come farthest; null where nothing has begun.
  private static Path farthest(Path run) throws IOException {
    List<Path> all = new ArrayList<>(List.of(run));
    all.addAll(all(run));
    Path best = null;
    for (Path each : all) {
      if (RunDirectory.isBegun(each) && (best == null || progress(each) > progress(best))) {
        best = each;
      }
    }
    return best;
  }

  /// How far a run is: its epochs, more where it is trained, and where it is finished, tested on
  /// other corpora.
  private static long progress(Path run) throws IOException {
    if (!RunDirectory.isBegun(run)) {
      return -1;
    }
    RunDirectory directory = new RunDirectory(run);
    if (directory.isFinished()) {
      Path tested = run.resolve("tested");
      return Long.MAX_VALUE / 2 + (Files.isDirectory(tested) ? count(tested) : 0);
    }
    long epochs = Files.exists(run.resolve("checkpoint.safetensors")) ? lines(run) : 0;
    return Validation.isIn(run) ? Long.MAX_VALUE / 4 + epochs : epochs;
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static long lines(Path run) throws IOException {
    Path history = new RunDirectory(run).history();
    return Files.exists(history) ? Files.readAllLines(history).size() : 0;
  }

  /// Another attempt may be writing there: its files are each replaced as a whole, those of an
  /// epoch after those it depends on, and what vanishes meanwhile is not needed any more.
  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files =
          walk.filter(file -> !file.getFileName().toString().endsWith(".tmp"))
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing(AttemptFolder::isLast).thenComparing(p -> p))
              .toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file));
      Files.createDirectories(target.getParent());
      try {
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      } catch (NoSuchFileException _) {
        continue; // the checkpoint of a run that has just finished
      }
    }
  }

  private static boolean isLast(Path file) {
    return LAST.contains(file.getFileName().toString());
  }

  /// Puts what this attempt has reached in the run's place, unless that is as far already.
  void publish() throws IOException {
    publish(run, folder);
  }

  private static void publish(Path run, Path attempt) throws IOException {
    for (int i = 0; i < RENAMES; i++) {
      if (progress(attempt) <= progress(run)) {
        return;
      }
      if (Files.exists(run)) {
        move(run, place(run).resolve("before-" + UUID.randomUUID()));
      }
      if (move(attempt, run)) {
        return;
      }
    }
    throw new IOException(
        String.format(
            Locale.ROOT, "%s: cannot be put in its place after %d tries", attempt, RENAMES));
  }

  /// @return false if another attempt was faster
  private static boolean move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException | FileAlreadyExistsException _) {
      return false;
    } catch (FileSystemException e) {
      if (Files.exists(to)) { // a folder that is not empty
        return false;
      }
      throw e;
    }
  }

  /// Puts the farthest attempt in the run's place and deletes the others; for a time when none is
  /// under way.
  static void settle(Path run) throws IOException {
    Path place = place(run);
    if (!Files.isDirectory(place)) {
      return;
    }
    Path best = farthest(run);
    if (best != null && !best.equals(run)) {
      publish(run, best);
    }
    try (Stream<Path> files = Files.walk(place)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
