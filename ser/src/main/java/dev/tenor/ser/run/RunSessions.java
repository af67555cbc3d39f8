package dev.tenor.ser.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.DataException;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What happened to a run, beside its settings and scores: `sessions.json` in its folder.
///
/// @param corpus SHA-256 over keys, emotions, speakers and decoded samples of all utterances; empty
///   before they were read
/// @param split SHA-256 over keys and subsets, likewise
/// @param sessions the processes that worked on the run, in their order
public record RunSessions(String corpus, String split, List<Session> sessions) {
  private static final int SHOWN = 16;

  public RunSessions {
    sessions = List.copyOf(sessions);
  }

  /// Nothing happened yet, or the run was made before there were records.
  public static final RunSessions NONE = new RunSessions("", "", List.of());

  /// @throws DataException if the file is damaged
  static RunSessions read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return NONE;
    }
    try {
      return Json.convert(
          Json.mapper().readTree(Files.readAllBytes(file)), RunSessions.class, "sessions");
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new DataException(
          file + ": is damaged (" + e.getMessage() + "); remove it, it changes no result", e);
    }
  }

  /// Replaces `file` as a whole.
  void write(Path file) throws IOException {
    String text = Json.pretty(this);
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The seconds of all sessions.
  public double seconds() {
    return sessions.stream().mapToDouble(Session::seconds).sum();
  }

  /// Rows of a name and a value for people, about one run or several; what differs between them is
  /// listed. None where nothing is known.
  public static List<List<String>> rows(List<RunSessions> records) {
    List<Session> all = records.stream().flatMap(r -> r.sessions().stream()).toList();
    if (all.isEmpty()) {
      return List.of();
    }
    double seconds = records.stream().mapToDouble(RunSessions::seconds).sum();
    List<List<String>> rows = new ArrayList<>();
    add(rows, "Tenor", all.stream().map(s -> s.environment().tenor()));
    add(rows, "command", all.stream().map(Session::command));
    add(
        rows,
        "started",
        Stream.of(all.stream().map(Session::started).min(String::compareTo).get()));
    String processes = all.size() == 1 ? "" : " in " + all.size() + " processes";
    add(rows, "duration", Stream.of(duration(seconds) + processes));
    add(rows, "operating system", all.stream().map(s -> s.environment().os()));
    add(rows, "processor", all.stream().map(RunSessions::processor));
    add(rows, "backend", all.stream().map(RunSessions::backend));
    add(rows, "threads", all.stream().map(s -> Integer.toString(s.threads())));
    add(rows, "JDK", all.stream().map(s -> s.environment().jdk()));
    add(rows, "JVM flags", all.stream().map(s -> String.join(" ", s.environment().flags())));
    add(rows, "corpus, SHA-256", hashes(records, RunSessions::corpus));
    add(rows, "split, SHA-256", hashes(records, RunSessions::split));
    return rows;
  }

  private static Stream<String> hashes(
      List<RunSessions> records, Function<RunSessions, String> hash) {
    return records.stream().map(hash).map(h -> h.substring(0, Math.min(SHOWN, h.length())));
  }

  private static String processor(Session s) {
    return s.environment().cpu() + ", " + s.environment().processors() + " processors";
  }

  private static String backend(Session s) {
    return s.backend().isEmpty() ? "" : s.backend() + ": " + s.device();
  }

  private static void add(List<List<String>> rows, String name, Stream<String> values) {
    String text =
        values.distinct().filter(value -> !value.isEmpty()).collect(Collectors.joining("; "));
    if (!text.isEmpty()) {
      rows.add(List.of(name, text));
    }
  }

  /// `1 h 02 min`, `3 min 20 s`, `4.2 s`.
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
