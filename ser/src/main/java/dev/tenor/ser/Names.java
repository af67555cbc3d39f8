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

  /// How many letters are to be inserted, removed, changed, or swapped with the next one
  /// (Levenshtein distance with swaps, also called optimal string alignment).
  public static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (isSwap(a, i, b, j)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  private static boolean isSwap(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
