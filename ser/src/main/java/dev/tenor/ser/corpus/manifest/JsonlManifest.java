package dev.tenor.ser.corpus.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.Folders;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Any corpus, listed in a JSONL file: one object per line, whose keys are the columns of a
/// [CsvManifest]. EmoBox's files are such: `key`, `dataset`, `wav`, `length`, `emo`, …; they
/// contain no speaker, so for known corpora it is parsed from the file name. A folder with EmoBox's
/// `X_train_fold_1.jsonl`, `X_valid_…` and `X_test_…` defines the subset of each utterance.
public final class JsonlManifest implements Corpus {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Pattern FOLD_FILE =
      Pattern.compile(".*_(train|valid|test)_fold_\\d+\\.jsonl");

  private final BiConsumer<String, Map<Column, String>> fileNames;

  /// @param fileNames adds metadata from the file name to a row, given the name of its data set,
  ///   which may be empty or unknown
  public JsonlManifest(BiConsumer<String, Map<Column, String>> fileNames) {
    this.fileNames = fileNames;
  }

  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public String layout() {
    return "a JSONL file with the keys path (or wav), emotion (or emo), speaker; or EmoBox's fold";
  }

  /// @param data the JSONL file, or a folder that holds one, or EmoBox's `fold_K` folder
  @Override
  public Listing load(Path data, LabelMap labels) throws IOException {
    List<Path> files = Files.isDirectory(data) ? files(data) : List.of(data);
    boolean fold = files.stream().allMatch(JsonlManifest::isOfFold);
    if (files.isEmpty() || (files.size() > 1 && !fold)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: holds %d JSONL files; give the one that lists the corpus",
              data,
              files.size()));
    }
    List<ManifestRow> all = new ArrayList<>();
    Set<String> unused = new TreeSet<>();
    for (Path file : files) {
      all.addAll(rows(file, unused));
    }
    ManifestRows rows = new ManifestRows(this, data, root(data, all.getFirst()), labels, false);
    rows.unused(unused);
    for (ManifestRow row : all) {
      rows.add(row);
    }
    return rows.listing();
  }

  @Override
  public boolean recognises(Path data) throws IOException {
    return !files(data).isEmpty();
  }

  private static List<Path> files(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return isJsonl(data) ? List.of(data) : List.of();
    }
    return Folders.list(data).stream().filter(JsonlManifest::isJsonl).toList();
  }

  private static boolean isJsonl(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jsonl");
  }

  private static boolean isOfFold(Path file) {
    return FOLD_FILE.matcher(file.getFileName().toString()).matches();
  }

  /// The manifest's folder or the nearest one above it below which the first recording lies, as
  /// EmoBox's paths start at its own top folder.
  private static Path root(Path data, ManifestRow first) {
    Path folder = Files.isDirectory(data) ? data : ManifestPath.rootOf(data);
    String path = first.get(Column.PATH);
    try {
      for (Path f = folder.toAbsolutePath(); path != null && f != null; f = f.getParent()) {
        if (Files.exists(f.resolve(path))) {
          return f;
        }
      }
      return folder;
    } catch (InvalidPathException _) {
      return folder; // reported with its line number where the row is read
    }
  }

  private List<ManifestRow> rows(Path file, Set<String> unused) throws IOException {
    Matcher fold = FOLD_FILE.matcher(file.getFileName().toString());
    String part = fold.matches() ? fold.group(1) : null;
    List<ManifestRow> rows = new ArrayList<>();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      if (!line.isBlank()) {
        rows.add(row(file, number, line, part, unused));
      }
    }
    if (rows.isEmpty()) {
      throw new DataException(file + ": is empty; expected one JSON object per line");
    }
    return rows;
  }

  private static List<String> lines(Path file) throws IOException {
    return TextFile.readUnicode(file).lines().toList();
  }

  private ManifestRow row(Path file, int number, String line, String part, Set<String> unused)
      throws IOException {
    JsonNode json = object(file, number, line);
    Map<Column, String> values = new EnumMap<>(Column.class);
    List<String> names = json.properties().stream().map(e -> Column.name(e.getKey())).toList();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String name = Column.name(entry.getKey());
      String text = entry.getValue().isNull() ? "" : entry.getValue().asText().strip();
      String value = Column.value(name, text);
      Optional<Column> column = Column.of(name, names);
      if (column.isEmpty()) {
        unused.add(entry.getKey());
      } else if (entry.getValue().isContainerNode()) {
        throw error(
            file,
            number,
            String.format(
                Locale.ROOT,
                "the key '%s' holds %s; write one text or number",
                entry.getKey(),
                entry.getValue()));
      }
      if (column.isPresent() && !value.isEmpty() && values.put(column.get(), value) != null) {
        throw error(file, number, "two keys mean " + column.get().title() + "; keep one");
      }
    }
    if (part != null) {
      values.put(Column.PART, part);
    }
    fileNames.accept(json.path("dataset").asText(""), values);
    return new ManifestRow(number, values);
  }

  private static JsonNode object(Path file, int number, String line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      JsonNode json = JSON.readTree(parser);
      if (!json.isObject()) {
        throw error(file, number, "is not a JSON object");
      }
      if (parser.nextToken() != null) {
        throw error(file, number, "has text after its JSON object; write one object per line");
      }
      return json;
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage();
      throw error(
          file,
          number,
          problem.startsWith("Duplicate field")
              ? "has a key twice (" + problem + "); keep one"
              : "is not JSON: " + problem);
    }
  }

  private static DataException error(Path file, int number, String problem) {
    return new DataException(String.format(Locale.ROOT, "%s: line %d: %s", file, number, problem));
  }
}
