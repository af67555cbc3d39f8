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
import java.util.stream.Stream;

/// MELD, the Multimodal EmotionLines Dataset (Poria et al., 2019): dialogues of the series Friends,
/// seven emotions, labels in `train_sent_emo.csv`, `dev_sent_emo.csv` and `test_sent_emo.csv`,
/// recordings `dia0_utt0.wav` taken out of the published videos.
final class Meld implements Corpus {
  private static final String COLUMNS = "Utterance,Speaker,Emotion,Dialogue_ID,Utterance_ID";
  private static final String[] FIELDS = COLUMNS.split(",");

  /// Part → the folders that the published archives have their clips in.
  private static final Map<String, List<String>> FOLDERS =
      Map.of(
          "train", List.of("train_splits", "train/train_splits", "train"),
          "dev", List.of("dev_splits_complete", "dev/dev_splits_complete", "dev"),
          "test",
              List.of("output_repeated_splits_test", "test/output_repeated_splits_test", "test"));

  @Override
  public String name() {
    return "meld";
  }

  @Override
  public String layout() {
    return "train_sent_emo.csv, dev_sent_emo.csv, test_sent_emo.csv and"
        + " train_splits/dia0_utt0.wav (WAV files made of the videos)";
  }

  @Override
  public boolean recognises(Path data) throws IOException {
    return Files.isDirectory(data) && labelFile(root(data), "train") != null;
  }

  @Override
  public Listing load(Path data, LabelMap labels) throws IOException {
    Path root = root(data);
    ManifestRows rows = new ManifestRows(this, root, root, labels, true);
    boolean any = false;
    for (String part : List.of("train", "dev", "test")) {
      Path csv = labelFile(root, part);
      if (csv != null) {
        any = true;
        add(rows, root, csv, part);
      }
    }
    if (!any) {
      throw new DataException(root + ": no train_sent_emo.csv; meld expects " + layout());
    }
    return rows.listing();
  }

  private Path root(Path data) throws IOException {
    return Folders.inside(Folders.require(data, this), List.of("meld", "meld.raw"));
  }

  private static Path labelFile(Path root, String part) {
    String name = part + "_sent_emo.csv";
    return Stream.of(root.resolve(name), root.resolve(part).resolve(name))
        .filter(Files::isRegularFile)
        .findFirst()
        .orElse(null);
  }

  private static void add(ManifestRows rows, Path root, Path csv, String part) throws IOException {
    CsvFile file = CsvFile.read(csv, COLUMNS);
    List<List<String>> fields = file.columns(FIELDS);
    String folder =
        FOLDERS.get(part).stream()
            .filter(f -> Files.isDirectory(root.resolve(f)))
            .findFirst()
            .orElse(FOLDERS.get(part).getFirst());
    for (int i = 0; i < fields.size(); i++) {
      List<String> row = fields.get(i);
      if (!row.get(3).matches("\\d+") || !row.get(4).matches("\\d+")) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: line %d: dialogue '%s' and utterance '%s' are not both numbers",
                csv,
                file.line(i),
                row.get(3),
                row.get(4)));
      }
      Map<Column, String> values = new EnumMap<>(Column.class);
      put(values, Column.TEXT, row.get(0));
      put(values, Column.SPEAKER, row.get(1));
      put(values, Column.EMOTION, row.get(2));
      put(values, Column.DIALOGUE, part + "/dia" + row.get(3));
      put(values, Column.TURN, row.get(4));
      put(values, Column.PART, part);
      put(
          values,
          Column.PATH,
          String.format(Locale.ROOT, "%s/dia%s_utt%s.wav", folder, row.get(3), row.get(4)));
      rows.add(new ManifestRow(file.line(i), values));
    }
  }

  private static void put(Map<Column, String> values, Column column, String value) {
    if (!value.isEmpty()) {
      values.put(column, value);
    }
  }
}
