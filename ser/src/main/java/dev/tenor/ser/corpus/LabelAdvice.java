package dev.tenor.ser.corpus;

import dev.tenor.ser.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Suggests a `--labels` option for the labels of a corpus.
public final class LabelAdvice {
  /// Labels with a common prefix of this length count as similar.
  private static final int STEM = 4;

  private LabelAdvice() {}

  /// `--labels` with all labels: unknown labels become aliases of classes with similar names, or
  /// are left out if there is none. If no label is known, all become classes.
  public static String of(LabelMap labels, Collection<String> unknown, boolean someKnown) {
    List<String> words =
        unknown.stream()
            .map(LabelMap::normalise)
            .filter(word -> !word.isEmpty() && !word.matches(".*[,=\\n\\r].*"))
            .distinct()
            .toList();
    boolean someNear = words.stream().anyMatch(word -> near(labels, word).isPresent());
    if (!someKnown && !someNear && words.size() > 1) {
      return option(String.join(",", words));
    }
    List<String> aliases = new ArrayList<>();
    words.forEach(word -> aliases.add(word + "=" + near(labels, word).orElse("")));
    return option(labels + "," + String.join(",", aliases));
  }

  private static String option(String value) {
    boolean plain = value.matches("[\\w,=-]*");
    return "--labels " + (plain ? value : "'" + value.replace("'", "'\\''") + "'");
  }

  /// The class whose name or alias is similar to `word`.
  static Optional<String> near(LabelMap labels, String word) {
    String letters = word.replaceAll("[^\\p{L}]", "");
    return Stream.concat(labels.labels().stream(), labels.aliases().keySet().stream())
        .filter(name -> labels.classOf(name).isPresent() && !isAbbreviation(labels, name))
        .filter(name -> isNear(letters, name))
        .map(name -> labels.classOf(name).orElseThrow())
        .collect(
            Collectors.collectingAndThen(
                Collectors.toSet(),
                found -> found.size() == 1 ? found.stream().findFirst() : Optional.empty()));
  }

  /// The prefix `ang` does not identify other words, such as German's Angst.
  private static boolean isAbbreviation(LabelMap labels, String name) {
    return name.length() < STEM
        && !labels.labels().contains(name)
        && Stream.concat(labels.labels().stream(), labels.aliases().keySet().stream())
            .anyMatch(other -> other.length() > name.length() && other.startsWith(name));
  }

  private static boolean isNear(String word, String name) {
    if (word.isEmpty() || word.charAt(0) != name.charAt(0)) {
      return false; // unhappy is not happy
    }
    int shorter = Math.min(word.length(), name.length());
    if (shorter >= 3 && (word.startsWith(name) || name.startsWith(word))) {
      return true;
    }
    boolean stem = shorter >= STEM && word.regionMatches(0, name, 0, STEM);
    return stem || (shorter >= STEM && Names.distance(word, name) <= (shorter > STEM + 1 ? 2 : 1));
  }
}
