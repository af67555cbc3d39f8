package dev.tenor.bench.result;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.config.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// `results.json`: a [SuiteResult] in a file.
public final class ResultFile {
  private ResultFile() {}

  /// Replaces the file as a whole.
  public static void write(Path file, SuiteResult result) throws IOException {
    byte[] text = Json.pretty(result).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, stream -> stream.write(text));
  }

  /// @throws IllegalArgumentException if the file is not a result of the suite, or of a version
  ///   that is not known
  public static SuiteResult read(Path file) throws IOException {
    JsonNode tree;
    try {
      tree = Json.mapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read as JSON: " + e.getMessage(), e);
    }
    JsonNode format = tree.path("format");
    if (!format.isInt()) {
      throw new IllegalArgumentException(
          file + ": no result of the suite: it has no 'format'; bench/run suite writes one");
    }
    if (format.intValue() != SuiteResult.FORMAT) {
      throw new IllegalArgumentException(
          file + ": format " + format.intValue() + ", expected " + SuiteResult.FORMAT);
    }
    return Json.convert(tree, SuiteResult.class, file.toString());
  }
}
