package dev.tenor.ser.corpora;

import dev.tenor.ser.corpus.Utterance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// RAVDESS, the Ryerson Audio-Visual Database of Emotional Speech and Song (Livingstone and Russo,
/// PLoS ONE 2018), audio only: 24 actors, two sentences, eight emotions, files
/// `03-VV-EE-II-SS-RR-AA.wav` (channel, emotion, intensity, statement, repetition, actor). Song
/// (channel 02) is left out.
final class Ravdess extends FileNameCorpus {
  private static final Pattern NAME =
      Pattern.compile("03-(0[12])-(0[1-8])-(0[12])-(0[12])-(0[12])-(0[1-9]|1[0-9]|2[0-4])");
  private static final List<String> EMOTIONS =
      List.of("neutral", "calm", "happy", "sad", "angry", "fearful", "disgust", "surprised");

  /// The six folds of EmoBox (Ma et al., Interspeech 2024).
  private static final List<Set<String>> EMOBOX_FOLDS =
      List.of(
          Set.of("01", "11", "20", "21"),
          Set.of("04", "10", "12", "14"),
          Set.of("08", "09", "19", "23"),
          Set.of("03", "05", "07", "24"),
          Set.of("02", "15", "16", "18"),
          Set.of("06", "13", "17", "22"));

  @Override
  public String name() {
    return "ravdess";
  }

  @Override
  public String layout() {
    return "Actor_01/03-01-05-01-02-01-01.wav (audio, speech, emotion 05, …, actor 01)";
  }

  @Override
  public List<Set<String>> publishedFolds() {
    return EMOBOX_FOLDS;
  }

  /// The speech of the 24 actors; song is another part of the corpus.
  @Override
  public Map<String, Integer> publishedCounts() {
    return Map.of(
        "neutral",
        96,
        "calm",
        192,
        "happy",
        192,
        "sad",
        192,
        "angry",
        192,
        "fearful",
        192,
        "disgust",
        192,
        "surprised",
        192);
  }

  @Override
  List<String> folders() {
    return List.of("ravdess");
  }

  @Override
  Optional<Utterance> parse(String key, Path audio, String stem) {
    Matcher name = NAME.matcher(stem);
    if (!name.matches()) {
      return Optional.empty();
    }
    boolean song = name.group(1).equals("02");
    String emotion = song ? "song" : EMOTIONS.get(Integer.parseInt(name.group(2)) - 1);
    String actor = name.group(6);
    String gender = Integer.parseInt(actor) % 2 == 0 ? "female" : "male";
    return Optional.of(
        new Utterance(key, audio, emotion, actor, null, name.group(4), gender, null));
  }
}
