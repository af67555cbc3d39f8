package dev.tenor.ser.corpora;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Collector;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.OtherFormat;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.corpus.manifest.CsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The file list of IEMOCAP that the paper's reference code reads: a CSV with the columns `labels`
/// and `path`, for example
/// `neutral,./Session5/sentences/wav/Ses05M_impro07/Ses05M_impro07_F018.wav`, in an order that
/// decides the reference folds. Recordings lie below the folder of the CSV; they need not be there
/// to divide and audit the corpus.
final class IemocapList implements Corpus {
  private static final String COLUMNS = "labels,path";
  private static final Pattern PATH =
      Pattern.compile("(?:\\./)?(Session([1-5])/sentences/wav/([^/]+)/([^/]+)\\.wav)");

  @Override
  public String name() {
    return "iemocap-list";
  }

  @Override
  public String layout() {
    return "a CSV with the columns labels and path, as iemocap_5531.csv";
  }

  /// The list has happy and excited as one class already.
  @Override
  public Map<String, Integer> publishedCounts() {
    return Map.of("neutral", 1708, "happy", 1636, "angry", 1103, "sad", 1084);
  }

  @Override
  public boolean recognises(Path data) throws IOException {
    if (!Files.isRegularFile(data) || !data.toString().endsWith(".csv")) {
      return false;
    }
    try {
      List<List<String>> rows = CsvFile.read(data, COLUMNS).columns("labels", "path");
      return PATH.matcher(rows.getFirst().get(1)).matches();
    } catch (DataException _) {
      return false; // another CSV file
    }
  }

  @Override
  public Listing load(Path data, LabelMap labels) throws IOException {
    CsvFile csv = CsvFile.read(data, COLUMNS);
    List<List<String>> rows = csv.columns("labels", "path");
    Collector collector = new Collector(this, labels);
    for (int i = 0; i < rows.size(); i++) {
      String label = rows.get(i).get(0);
      Optional<Utterance> utterance = utterance(data, label, rows.get(i).get(1));
      if (utterance.isEmpty() || label.isEmpty()) {
        throw new DataException(
            String.format(
                Locale.ROOT,
                "%s: line %d: '%s' is not an utterance of IEMOCAP; expected %s",
                data,
                csv.line(i),
                String.join(",", rows.get(i)),
                "label,./Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav"));
      }
      Utterance listed = utterance.get();
      collector.add(listed.withAudio(OtherFormat.of(listed.audio())));
    }
    try {
      return collector.listingInOrder(data);
    } catch (IllegalArgumentException e) { // a key that occurs twice
      throw new DataException(data + ": " + e.getMessage() + "; remove one of the lines", e);
    }
  }

  private static Optional<Utterance> utterance(Path csv, String label, String path) {
    Matcher m = PATH.matcher(path);
    if (!m.matches()) {
      return Optional.empty();
    }
    Path audio = csv.toAbsolutePath().resolveSibling(m.group(1));
    return IemocapName.parse(m.group(4))
        .filter(name -> name.dialogue().equals(m.group(3)) && name.session().equals(m.group(2)))
        .map(name -> name.utterance(m.group(1), audio, label.isEmpty() ? "?" : label, null));
  }
}
