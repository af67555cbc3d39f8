package dev.tenor.ser.experiment;

import dev.tenor.ser.DataException;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Joins the folders of one experiment that several machines made, each a shard of its runs.
public final class ExperimentMerge {
  /// The files that say that a run is trained or finished: copied last, so that half a copy is not
  /// taken for a run.
  private static final List<String> LAST = List.of("validation.json", "README.md");

  private ExperimentMerge() {}

  /// Copies the runs of some folders into one. Where two folders have the same run, the one that is
  /// farther wins, of equals the first; nothing of a source is changed.
  ///
  /// @param out a new folder, or one that holds some of the runs already
  /// @return the plan that all of them have together
  /// @throws DataException if a folder holds no experiment, or another one: with the difference
  public static Plan join(Path out, List<Path> folders) throws IOException {
    Plan plan = null;
    for (Path folder : folders) {
      plan = join(folder, plan, ExperimentFolder.plan(folder));
    }
    plan = ExperimentFolder.save(out, plan);
    for (Path folder : folders) {
      if (!Files.exists(out.resolve("runs")) || !Files.isSameFile(folder, out)) {
        copyRuns(folder, out);
      }
    }
    return plan;
  }

  private static Plan join(Path folder, Plan first, Plan next) throws DataException {
    try {
      return first == null ? next : first.with(next);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          folder + ": is of another experiment than the first folder: " + e.getMessage(), e);
    }
  }

  private static void copyRuns(Path from, Path to) throws IOException {
    Path runs = from.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return; // its shard had none
    }
    for (Path run : begun(runs)) {
      Path target = to.resolve(from.relativize(run));
      if (progress(run) > progress(target)) {
        copy(run, target);
      }
    }
  }

  private static List<Path> begun(Path runs) throws IOException {
    try (Stream<Path> all = Files.walk(runs)) {
      return all.filter(RunDirectory::isBegun).sorted().toList();
    }
  }

  /// 0 for nothing, more the farther a run is; whole corpora that it was tested on come after all
  /// else.
  private static int progress(Path run) throws IOException {
    if (!RunDirectory.isBegun(run)) {
      return 0;
    }
    int steps = 1;
    steps += Files.exists(run.resolve("checkpoint.safetensors")) ? 1 : 0;
    steps += Validation.isIn(run) ? 1 : 0;
    steps += new RunDirectory(run).isFinished() ? 2 : 0;
    Path tested = run.resolve("tested");
    if (Files.isDirectory(tested)) {
      try (Stream<Path> files = Files.list(tested)) {
        steps += (int) files.count();
      }
    }
    return steps;
  }

  private static void copy(Path from, Path to) throws IOException {
    for (String last : LAST) {
      Files.deleteIfExists(to.resolve(last));
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(from)) {
      all.filter(Files::isRegularFile)
          .sorted(Comparator.comparing(ExperimentMerge::isLast))
          .forEach(files::add);
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean isLast(Path file) {
    return LAST.contains(file.getFileName().toString());
  }
}
