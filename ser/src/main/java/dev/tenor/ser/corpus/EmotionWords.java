package dev.tenor.ser.corpus;

import dev.tenor.ser.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The words of the known corpora for the same emotion, and common sets of classes: with them one
/// list of classes reads all corpora.
public final class EmotionWords {
  /// The usual word for an emotion first.
  private static final List<List<String>> SAME =
      List.of(
          List.of("neutral", "neu"),
          List.of("happy", "hap", "happiness", "joy"),
          List.of("sad", "sadness"),
          List.of("angry", "ang", "anger"),
          List.of("fear", "fea", "fearful", "anxiety"),
          List.of("disgust", "dis", "disgusted"),
          List.of(
              "surprise",
              "surprised",
              "sur",
              "ps",
              "pleasant surprise",
              "pleasant_surprise",
              "pleasant_surprised"),
          List.of("calm"),
          List.of("boredom", "bored", "bor"));

  /// Name → how many of the emotions above.
  private static final Map<String, Integer> SETS =
      Map.of("four", 4, "six", 6, "seven", 7, "all", SAME.size());

  private EmotionWords() {}

  /// Reads labels as [LabelMap#parse] does, and adds the other words for each class that the text
  /// does not mention. Instead of classes it may name a set of them: `four` (neutral, happy, sad,
  /// angry, with excited as happy), `six` (these, fear and disgust), `seven` (and surprise) or
  /// `all` (and calm and boredom); `six,excited=happy` adds an alias.
  ///
  /// @throws IllegalArgumentException if the text is malformed
  public static LabelMap parse(String text) {
    List<String> items = Arrays.asList(text.split(",", -1));
    List<String> classes =
        items.stream().filter(item -> !item.contains("=")).map(LabelMap::normalise).toList();
    if (classes.size() != 1) {
      return completed(LabelMap.parse(text));
    }
    if (!SETS.containsKey(classes.getFirst())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "label map: needs at least 2 classes, has '%s'%s; or name four, six, seven or all",
              classes.getFirst(),
              Names.didYouMean(classes.getFirst(), SETS.keySet())));
    }
    int count = SETS.get(classes.getFirst());
    List<String> named = new ArrayList<>();
    SAME.stream().limit(count).map(List::getFirst).forEach(named::add);
    items.stream().filter(item -> item.contains("=")).forEach(named::add);
    LabelMap given = LabelMap.parse(String.join(",", named));
    return completed(count == 4 ? given.with(LabelMap.FOUR.aliases()) : given);
  }

  /// ` (did you mean happy?)` behind a word that is none of those known, but similar to one;
  /// nothing behind others.
  public static String didYouMean(String word) {
    List<String> known = SAME.stream().flatMap(List::stream).toList();
    return known.contains(LabelMap.normalise(word)) ? "" : Names.didYouMean(word, known);
  }

  private static LabelMap completed(LabelMap given) {
    SortedMap<String, String> others = new TreeMap<>();
    for (List<String> words : SAME) {
      List<String> classes = words.stream().filter(given.labels()::contains).toList();
      if (classes.size() == 1) {
        words.forEach(word -> others.put(word, classes.getFirst()));
      }
    }
    return given.with(others);
  }
}
