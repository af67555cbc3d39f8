package dev.tenor.ser.corpora;

import dev.tenor.ser.corpus.Utterance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// TESS, the Toronto Emotional Speech Set (Pichora-Fuller and Dupuis, 2020): an older and a younger
/// actress, "Say the word …" with 200 words, seven emotions, files `OAF_back_angry.wav` (speaker,
/// word, emotion) in any folders. One published file is named `OA_bite_neutral.wav`.
final class Tess extends FileNameCorpus {
  private static final Pattern NAME =
      Pattern.compile(
          "(OAF?|YAF)_([a-z]+)_(angry|disgust|fear|happy|neutral|ps|sad)",
          Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "tess";
  }

  @Override
  public String layout() {
    return "OAF_back_angry.wav (speaker OAF or YAF, word, emotion)";
  }

  @Override
  public Map<String, Integer> publishedCounts() {
    return Map.of(
        "angry",
        400,
        "disgust",
        400,
        "fear",
        400,
        "happy",
        400,
        "neutral",
        400,
        "pleasant surprise",
        400,
        "sad",
        400);
  }

  @Override
  List<String> folders() {
    return List.of("tess");
  }

  @Override
  Optional<Utterance> parse(String key, Path audio, String stem) {
    Matcher name = NAME.matcher(stem);
    if (!name.matches()) {
      return Optional.empty();
    }
    String code = name.group(3).toLowerCase(Locale.ROOT);
    String emotion = code.equals("ps") ? "pleasant surprise" : code;
    String speaker = name.group(1).toUpperCase(Locale.ROOT).startsWith("O") ? "OAF" : "YAF";
    String word = name.group(2).toLowerCase(Locale.ROOT);
    return Optional.of(new Utterance(key, audio, emotion, speaker, null, word, "female", null));
  }
}
