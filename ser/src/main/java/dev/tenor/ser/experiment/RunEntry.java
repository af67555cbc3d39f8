package dev.tenor.ser.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.ser.DataException;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.run.RunDirectory;
import dev.tenor.ser.run.RunSpec;
import dev.tenor.ser.train.History;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A run folder as a list of runs shows it. Scores are NaN where there are none yet.
///
/// @param folder below the one that was searched
/// @param spec null where the run is damaged
/// @param epochs so far
/// @param date of the newest file
/// @param problem of a damaged run, else null
public record RunEntry(
    String folder,
    RunSpec spec,
    State state,
    int epochs,
    double valUa,
    double wa,
    double ua,
    Instant date,
    String problem) {
  /// How far a run has come. One that is being trained counts as interrupted.
  public enum State {
    FINISHED,
    INTERRUPTED,
    DAMAGED
  }

  /// All run folders below a folder, itself included, in the order of their paths.
  ///
  /// @throws DataException if there is no such folder
  public static List<RunEntry> below(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new DataException(root + ": no such folder; name the one that holds the runs");
    }
    List<Path> folders = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
            if (isRun(folder)) {
              folders.add(folder);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // a folder that cannot be listed holds no run for us
          }
        });
    folders.sort(null);
    List<RunEntry> entries = new ArrayList<>();
    for (Path folder : folders) {
      entries.add(read(root, folder));
    }
    return entries;
  }

  /// Programs of all kinds have a config.json.
  private static boolean isRun(Path folder) {
    RunDirectory run = new RunDirectory(folder);
    return RunDirectory.isBegun(folder)
        && (Files.exists(run.split()) || Files.exists(run.metrics()) || isSpec(run));
  }

  private static boolean isSpec(RunDirectory run) {
    try {
      return run.spec() != null;
    } catch (IOException _) {
      return false;
    }
  }

  private static RunEntry read(Path root, Path folder) throws IOException {
    Path shown = root.relativize(folder);
    String name = shown.toString().isEmpty() ? folder.toString() : shown.toString();
    Instant date = date(folder);
    try {
      RunDirectory run = RunDirectory.open(folder);
      RunSpec spec = run.spec();
      if (run.isFinished()) {
        JsonNode metrics = Json.mapper().readTree(Files.readAllBytes(run.metrics()));
        return new RunEntry(
            name,
            spec,
            State.FINISHED,
            metrics.path("epochs").asInt(),
            score(metrics.path("val").path("ua")),
            score(metrics.path("test").path("wa")),
            score(metrics.path("test").path("ua")),
            date,
            null);
      }
      History history =
          Files.exists(run.history())
              ? History.read(run.history(), spec.config().training())
              : History.of(spec.config().training());
      double val = history.size() == 0 ? Double.NaN : history.best().valUa();
      return new RunEntry(
          name, spec, State.INTERRUPTED, history.size(), val, Double.NaN, Double.NaN, date, null);
    } catch (IOException | IllegalArgumentException e) {
      String problem = e instanceof IOException io ? FileErrors.message(io) : e.getMessage();
      return new RunEntry(
          name, null, State.DAMAGED, 0, Double.NaN, Double.NaN, Double.NaN, date, problem);
    }
  }

  private static double score(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  private static Instant date(Path folder) throws IOException {
    Instant newest = Instant.EPOCH;
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Instant changed = Files.getLastModifiedTime(file).toInstant();
        newest = changed.isAfter(newest) ? changed : newest;
      }
    }
    return newest;
  }
}
