package dev.tenor.ser.corpora;

import dev.tenor.ser.corpus.Utterance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// SAVEE, Surrey Audio-Visual Expressed Emotion (Haq and Jackson, 2009): four men, seven emotions,
/// files `AudioData/JE/n23.wav` or `JE_n23.wav` (speaker, emotion, number of the sentence). The
/// same number of an emotion is the same sentence for all speakers.
final class Savee extends FileNameCorpus {
  private static final Pattern KEY =
      Pattern.compile("(?:.*/)?(DC|JE|JK|KL)[_/]((a|d|f|h|n|sa|su)\\d\\d)\\.\\w+");
  private static final Map<String, String> EMOTIONS =
      Map.of(
          "a",
          "angry",
          "d",
          "disgust",
          "f",
          "fear",
          "h",
          "happy",
          "n",
          "neutral",
          "sa",
          "sad",
          "su",
          "surprise");

  @Override
  public String name() {
    return "savee";
  }

  @Override
  public String layout() {
    return "AudioData/JE/n23.wav or JE_n23.wav (speaker JE, emotion n, sentence 23)";
  }

  @Override
  public Map<String, Integer> publishedCounts() {
    return Map.of(
        "angry",
        60,
        "disgust",
        60,
        "fear",
        60,
        "happy",
        60,
        "neutral",
        120,
        "sad",
        60,
        "surprise",
        60);
  }

  @Override
  List<String> folders() {
    return List.of("savee", "audiodata");
  }

  @Override
  Optional<Utterance> parse(String key, Path audio, String stem) {
    Matcher m = KEY.matcher(key);
    return m.matches()
        ? Optional.of(
            new Utterance(
                key, audio, EMOTIONS.get(m.group(3)), m.group(1), null, m.group(2), "male", null))
        : Optional.empty();
  }
}
