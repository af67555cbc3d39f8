package dev.tenor.ser.corpora;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.Folders;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.manifest.Column;
import dev.tenor.ser.corpus.manifest.CsvFile;
import dev.tenor.ser.corpus.manifest.ManifestRow;
import dev.tenor.ser.corpus.manifest.ManifestRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// MSP-Podcast (Lotfian and Busso, 2019): speech of podcasts, labels in `labels_consensus.csv`
/// (`FileName`, `EmoClass`, `SpkrID`, `Gender`, `Split_Set`, …), recordings in `Audios`. The parts
/// Test1, Test2 and Test3 are all tests; only the first has known speakers. Utterances of unknown
/// speakers are left out: they could also be in the training set.
final class MspPodcast implements Corpus {
  private static final String LABELS = "labels_consensus.csv";
  private static final String COLUMNS = "FileName,EmoClass,SpkrID,Gender,Split_Set";
  private static final String[] FIELDS = COLUMNS.split(",");
  private static final Pattern NAME = Pattern.compile("MSP-PODCAST_(\\d+)_(\\d+)\\S*\\.wav");
  private static final Map<String, String> EMOTIONS =
      Map.of(
          "A",
          "angry",
          "S",
          "sad",
          "H",
          "happy",
          "U",
          "surprise",
          "F",
          "fear",
          "D",
          "disgust",
          "C",
          "contempt",
          "N",
          "neutral",
          "O",
          "other",
          "X",
          "no agreement");

  @Override
  public String name() {
    return "msp-podcast";
  }

  @Override
  public String layout() {
    return "Labels/" + LABELS + " and Audios/MSP-PODCAST_0001_0008.wav";
  }

  @Override
  public boolean recognises(Path data) throws IOException {
    return Files.isDirectory(data) && labelFile(data) != null;
  }

  @Override
  public Listing load(Path data, LabelMap labels) throws IOException {
    Path csv = labelFile(Folders.require(data, this));
    if (csv == null) {
      throw new DataException(data + ": no " + LABELS + "; msp-podcast expects " + layout());
    }
    CsvFile file = CsvFile.read(csv, COLUMNS);
    List<List<String>> fields = file.columns(FIELDS);
    Path audio = Folders.inside(data, List.of("audios", "audio"));
    ManifestRows rows = new ManifestRows(this, csv, audio, labels, true);
    for (int i = 0; i < fields.size(); i++) {
      List<String> row = fields.get(i);
      Matcher name = NAME.matcher(row.get(0));
      if (!name.matches() || !EMOTIONS.containsKey(row.get(1))) {
        throw new DataException(
            String.format(
                    Locale.ROOT,
                    "%s: line %d: '%s' with class '%s' is not an utterance; expected MSP-PODCAST_0001_0008.wav",
                    csv,
                    file.line(i),
                    row.get(0),
                    row.get(1))
                + " and one of "
                + EMOTIONS.keySet().stream().sorted().toList());
      }
      if (row.get(2).isEmpty() || row.get(2).equalsIgnoreCase("unknown")) {
        rows.count("speaker unknown");
      } else {
        rows.add(row(file.line(i), row, name));
      }
    }
    return rows.listing();
  }

  private static ManifestRow row(long line, List<String> row, Matcher name) {
    Map<Column, String> values = new EnumMap<>(Column.class);
    values.put(Column.PATH, row.get(0));
    values.put(Column.EMOTION, EMOTIONS.get(row.get(1)));
    values.put(Column.SPEAKER, row.get(2));
    values.put(Column.DIALOGUE, name.group(1));
    values.put(Column.TURN, name.group(2));
    if (!row.get(3).isEmpty()) {
      values.put(Column.GENDER, row.get(3));
    }
    if (!row.get(4).isEmpty()) {
      values.put(Column.PART, row.get(4).replaceFirst("(?i)(test)\\d", "$1"));
    }
    return new ManifestRow(line, values);
  }

  private static Path labelFile(Path data) {
    return Stream.of(data.resolve(LABELS), data.resolve("Labels").resolve(LABELS))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(null);
  }
}
