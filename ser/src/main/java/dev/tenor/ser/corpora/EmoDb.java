package dev.tenor.ser.corpora;

import dev.tenor.ser.corpus.Utterance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// EMO-DB, the Berlin Database of Emotional Speech (Burkhardt et al., Interspeech 2005): ten
/// speakers, ten German sentences, seven emotions, files `SSTTTEV.wav` (speaker, sentence, emotion
/// letter, version).
final class EmoDb extends FileNameCorpus {
  private static final Pattern NAME =
      Pattern.compile("(03|08|09|1[0-6])([ab](?:0[1-9]|10))([WLEAFTN])([a-z])");
  private static final Map<String, String> EMOTIONS =
      Map.of(
          "W", "angry", "L", "boredom", "E", "disgust", "A", "fear", "F", "happy", "T", "sad", "N",
          "neutral");
  private static final Set<String> FEMALE = Set.of("08", "09", "13", "14", "16");

  @Override
  public String name() {
    return "emodb";
  }

  @Override
  public String layout() {
    return "wav/03a01Fa.wav (speaker 03, sentence a01, emotion F, version a)";
  }

  @Override
  public Map<String, Integer> publishedCounts() {
    return Map.of(
        "angry", 127, "boredom", 81, "disgust", 46, "fear", 69, "happy", 71, "neutral", 79, "sad",
        62);
  }

  @Override
  List<String> folders() {
    return List.of("emodb", "wav");
  }

  @Override
  Optional<Utterance> parse(String key, Path audio, String stem) {
    Matcher name = NAME.matcher(stem);
    if (!name.matches()) {
      return Optional.empty();
    }
    String speaker = name.group(1);
    String emotion = EMOTIONS.get(name.group(3));
    String gender = FEMALE.contains(speaker) ? "female" : "male";
    return Optional.of(
        new Utterance(key, audio, emotion, speaker, null, name.group(2), gender, null));
  }
}
