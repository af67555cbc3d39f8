package dev.tenor.engine.io;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Finds the names that somebody may have meant.
final class CloseNames {
  private static final int SHOWN = 3;

  private CloseNames() {}

  /// A hint that lists the names closest to `absent`, or the first ones if none is close.
  static String hint(String absent, Collection<String> names) {
    if (names.isEmpty()) {
      return "it holds no tensor at all";
    }
    int limit = Math.max(2, absent.length() / 3);
    List<String> close =
        names.stream()
            .filter(name -> Math.abs(name.length() - absent.length()) <= limit)
            .map(name -> new Candidate(name, distance(absent, name)))
            .filter(candidate -> candidate.distance() <= limit)
            .sorted(Comparator.comparingInt(Candidate::distance))
            .limit(SHOWN)
            .map(Candidate::name)
            .toList();
    return close.isEmpty()
        ? "it holds " + names.size() + " tensors, the first: " + list(names)
        : "close names: " + list(close);
  }

  private static String list(Collection<String> names) {
    return names.stream()
        .limit(SHOWN)
        .map(FormatException::quote)
        .collect(Collectors.joining(", "));
  }

  /// The edit distance of Levenshtein: insertions, deletions and replacements of one character.
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private record Candidate(String name, int distance) {}
}
