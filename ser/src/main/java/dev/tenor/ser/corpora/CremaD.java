package dev.tenor.ser.corpora;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Utterance;
import dev.tenor.ser.corpus.manifest.CsvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// CREMA-D, the Crowd-sourced Emotional Multimodal Actors Dataset (Cao et al., 2014): 91 actors,
/// twelve sentences, six emotions, files `AudioWAV/1001_DFA_ANG_XX.wav` (actor, sentence, emotion,
/// level). Genders are in `VideoDemographics.csv` beside `AudioWAV`, where it is there.
final class CremaD extends FileNameCorpus {
  private static final Pattern NAME =
      Pattern.compile(
          "(10(?:0[1-9]|[1-8]\\d|9[01]))_(DFA|IEO|IOM|ITH|ITS|IWL|IWW|MTI|TAI|TIE|TSI|WSI)"
              + "_(ANG|DIS|FEA|HAP|NEU|SAD)_(LO|MD|HI|XX?)");
  private static final Map<String, String> EMOTIONS =
      Map.of(
          "ANG", "angry", "DIS", "disgust", "FEA", "fear", "HAP", "happy", "NEU", "neutral", "SAD",
          "sad");

  @Override
  public String name() {
    return "crema-d";
  }

  @Override
  public String layout() {
    return "AudioWAV/1001_DFA_ANG_XX.wav (actor 1001, sentence DFA, emotion ANG, level XX)";
  }

  @Override
  public Map<String, Integer> publishedCounts() {
    return Map.of(
        "angry", 1271, "disgust", 1271, "fear", 1271, "happy", 1271, "neutral", 1087, "sad", 1271);
  }

  @Override
  List<String> folders() {
    return List.of("crema-d", "audiowav", "audiomp3");
  }

  @Override
  Optional<Utterance> parse(String key, Path audio, String stem) {
    Matcher name = NAME.matcher(stem);
    return name.matches()
        ? Optional.of(
            new Utterance(
                key,
                audio,
                EMOTIONS.get(name.group(3)),
                name.group(1),
                null,
                name.group(2),
                null,
                null))
        : Optional.empty();
  }

  @Override
  Details details(Path root) throws IOException {
    Map<String, String> genders = new HashMap<>();
    for (Path csv : demographics(root)) {
      CsvFile file = CsvFile.read(csv, "ActorID,Age,Sex,Race,Ethnicity");
      List<List<String>> rows = file.columns("ActorID", "Sex");
      for (int i = 0; i < rows.size(); i++) {
        String gender = rows.get(i).get(1).toLowerCase(Locale.ROOT);
        if (!rows.get(i).get(0).matches("1\\d{3}") || !gender.matches("(fe)?male")) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "%s: line %d: '%s' is not an actor and gender; restore the file",
                  csv,
                  file.line(i),
                  String.join(",", rows.get(i))));
        }
        genders.put(rows.get(i).get(0), gender);
      }
    }
    return utterance -> utterance.withGender(genders.get(utterance.speaker()));
  }

  private static List<Path> demographics(Path root) {
    return Stream.of(root, root.toAbsolutePath().getParent())
        .map(folder -> folder.resolve("VideoDemographics.csv"))
        .filter(Files::isRegularFile)
        .limit(1)
        .toList();
  }
}
