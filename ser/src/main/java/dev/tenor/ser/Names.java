package dev.tenor.ser;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Names as people write them: `EMO-DB` for `emodb`, `fearfull` for `fearful`.
public final class Names {
  private Names() {}

  /// The name without its case, hyphens, underscores, dots and spaces.
  public static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.\\s]", "");
  }

  /// The known name that `given` is meant to be: itself, or the only one that is [#plain] the same.
  public static Optional<String> find(String given, Collection<String> known) {
    if (known.contains(given)) {
      return Optional.of(given);
    }
    List<String> same = known.stream().filter(name -> plain(name).equals(plain(given))).toList();
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }

  /// ` (did you mean NAME?)`, to be put behind an unknown name; nothing where no known name is
  /// similar.
  public static String didYouMean(String given, Collection<String> known) {
    String wanted = plain(given);
    int most = Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(name -> distance(wanted, plain(name)) <= most)
        .min(Comparator.comparingInt(name -> distance(wanted, plain(name))))
        .map(name -> " (did you mean " + name + "?)")
        .orElse("");
  }

  /// Levenshtein distance: how many letters are to be inserted, removed or changed.
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
