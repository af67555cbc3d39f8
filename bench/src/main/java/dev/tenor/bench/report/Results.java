package dev.tenor.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.bench.result.ResultFile;
import dev.tenor.bench.result.SuiteResult;
import dev.tenor.bench.result.SuiteRow;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Reads results that somebody else may have written or changed: what is wrong is one line.
public final class Results {
  /// The file of a folder.
  public static final String FILE = "results.json";

  private Results() {}

  /// The result in a file, or in `results.json` of a folder.
  ///
  /// @throws IllegalArgumentException with one line if there is no such file, or it is no result
  public static SuiteResult read(Path place) throws IOException {
    Path file = Files.isDirectory(place) ? place.resolve(FILE) : place;
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          file + ": there is no such file; bench/run suite --out DIR writes one");
    }
    SuiteResult result = parse(file);
    check(file, result);
    return result;
  }

  private static SuiteResult parse(Path file) throws IOException {
    try {
      SuiteResult result = ResultFile.read(file);
      String empty = empty("", Json.mapper().readTree(Files.readString(file)));
      if (!empty.isEmpty()) {
        throw new IllegalArgumentException(file + ": " + empty + " is null");
      }
      return result;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage().lines().findFirst().orElse(""), e);
    }
  }

  /// Where the first null is, or "".
  private static String empty(String name, JsonNode node) {
    if (node.isNull()) {
      return name;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String found = empty((name.isEmpty() ? "" : name + ".") + field.getKey(), field.getValue());
      if (!found.isEmpty()) {
        return found;
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      String found = empty(name + "[" + i + "]", node.get(i));
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  private static void check(Path file, SuiteResult result) {
    Set<String> keys = new HashSet<>();
    for (SuiteRow row : result.rows()) {
      SuiteRow.Timing t = row.timing();
      if (!(t.q1() > 0 && t.q1() <= t.median() && t.median() <= t.q3() && t.q3() < 1e18)) {
        throw new IllegalArgumentException(
            file
                + ": times of '"
                + row.key()
                + "' are not above 0 and in order: q1 "
                + t.q1()
                + ", median "
                + t.median()
                + ", q3 "
                + t.q3());
      }
      if (!keys.add(row.key())) {
        throw new IllegalArgumentException(file + ": two rows are '" + row.key() + "'");
      }
    }
  }
}
