package dev.tenor.ser.corpora;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Collector;
import dev.tenor.ser.corpus.Corpus;
import dev.tenor.ser.corpus.Folders;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.OtherFormat;
import dev.tenor.ser.corpus.Problems;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// IEMOCAP, the Interactive Emotional Dyadic Motion Capture Database (Busso et al., 2008): ten
/// actors in five sessions, labels in `Session1/dialog/EmoEvaluation/Ses01F_impro01.txt`, each
/// utterance's summary on a line `[start - end]⇥Ses01F_impro01_F000⇥neu⇥[V, A, D]`, recordings in
/// `Session1/sentences/wav/Ses01F_impro01/`.
final class Iemocap implements Corpus {
  private static final Pattern SUMMARY =
      Pattern.compile(
          "\\[(\\d+\\.\\d+) - (\\d+\\.\\d+)]\\t(\\S+)\\t([a-z]{3})\\t\\[[-\\d., ]+]\\s*");
  private static final Map<String, String> EMOTIONS =
      Map.ofEntries(
          Map.entry("neu", "neutral"),
          Map.entry("hap", "happy"),
          Map.entry("exc", "excited"),
          Map.entry("ang", "angry"),
          Map.entry("sad", "sad"),
          Map.entry("fru", "frustrated"),
          Map.entry("sur", "surprised"),
          Map.entry("fea", "fearful"),
          Map.entry("dis", "disgusted"),
          Map.entry("oth", "other"),
          Map.entry("xxx", "undecided"));

  @Override
  public String name() {
    return "iemocap";
  }

  @Override
  public String layout() {
    return "Session1/dialog/EmoEvaluation/Ses01F_impro01.txt and"
        + " Session1/sentences/wav/Ses01F_impro01/Ses01F_impro01_F000.wav";
  }

  /// The 5531 utterances that papers with four classes use.
  @Override
  public Map<String, Integer> publishedCounts() {
    return Map.of("neutral", 1708, "happy", 595, "excited", 1041, "angry", 1103, "sad", 1084);
  }

  @Override
  public boolean recognises(Path data) throws IOException {
    return Files.isDirectory(data) && !evaluations(root(data)).isEmpty();
  }

  @Override
  public Listing load(Path data, LabelMap labels) throws IOException {
    Path root = root(data);
    List<Path> evaluations = evaluations(root);
    if (evaluations.isEmpty()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: no Session*/dialog/EmoEvaluation/*.txt; iemocap expects %s",
              root,
              layout()));
    }
    Collector collector = new Collector(this, labels);
    Problems missing = new Problems();
    for (Path evaluation : evaluations) {
      for (Utterance utterance : read(root, evaluation)) {
        Utterance found = utterance.withAudio(OtherFormat.of(utterance.audio()));
        if (labels.classOf(found.emotion()).isPresent() && !Files.isRegularFile(found.audio())) {
          missing.add(found.key());
        }
        collector.add(found);
      }
    }
    missing.throwIfAny(root + ": missing audio files", "unpack the sessions completely");
    return collector.listing(root);
  }

  private Path root(Path data) throws IOException {
    return Folders.inside(Folders.require(data, this), List.of("iemocap_full_release", "iemocap"));
  }

  /// The files `Session*/dialog/EmoEvaluation/*.txt`; the folders beside them hold the votes of
  /// single listeners.
  private static List<Path> evaluations(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int session = 1; session <= 5; session++) {
      Path folder = root.resolve("Session" + session).resolve("dialog/EmoEvaluation");
      if (Files.isDirectory(folder)) {
        Folders.list(folder).stream()
            .filter(f -> f.getFileName().toString().matches("[^.].*\\.txt"))
            .forEach(files::add);
      }
    }
    return files;
  }

  private static List<Utterance> read(Path root, Path evaluation) throws IOException {
    String dialogue = evaluation.getFileName().toString().replace(".txt", "");
    List<Utterance> utterances = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(evaluation, StandardCharsets.ISO_8859_1)) {
      number++;
      if (line.startsWith("[")) { // other lines are a header and single listeners' votes
        Optional<Utterance> parsed = parse(root, line);
        if (parsed.isEmpty() || !parsed.get().turn().dialogue().equals(dialogue)) {
          throw new DataException(
              String.format(
                      Locale.ROOT,
                      "%s: line %d: is not a summary of an utterance of %s: '%s'; expected",
                      evaluation,
                      number,
                      dialogue,
                      line)
                  + " [start - end]⇥utterance⇥emotion⇥[V, A, D]; restore the file");
        }
        utterances.add(parsed.get());
      }
    }
    if (utterances.isEmpty()) {
      throw new DataException(evaluation + ": has no summary line; restore the file");
    }
    return utterances;
  }

  private static Optional<Utterance> parse(Path root, String line) {
    Matcher m = SUMMARY.matcher(line);
    if (!m.matches() || !EMOTIONS.containsKey(m.group(4))) {
      return Optional.empty();
    }
    double seconds = Double.parseDouble(m.group(2)) - Double.parseDouble(m.group(1));
    return seconds < 0
        ? Optional.empty()
        : IemocapName.parse(m.group(3))
            .map(name -> {
              String key =
                  String.format(
                      Locale.ROOT,
                      "Session%s/sentences/wav/%s/%s.wav",
                      name.session(),
                      name.dialogue(),
                      m.group(3));
              String emotion = EMOTIONS.get(m.group(4));
              return name.utterance(key, root.resolve(key), emotion, seconds);
            });
  }
}
