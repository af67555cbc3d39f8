package dev.tenor.ser.audit;

import java.util.HashSet;
import java.util.Set;

/// The overlap of two subsets of a split: values of one kind that both have.
///
/// @param kind what is compared
/// @param of the subset whose utterances are counted
/// @param with the other subset
/// @param shared how many values (speakers, dialogues, …) both subsets have
/// @param utterances how many utterances of `of` have such a value
/// @param total how many utterances `of` has
public record Overlap(Kind kind, String of, String with, int shared, int utterances, int total) {
  /// The kinds of values that are compared.
  public enum Kind {
    SPEAKERS("speakers"),
    DIALOGUES("dialogues"),
    TURNS("dialogue and speaker"),
    TEXTS("texts"),
    SOUNDS("identical audio");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /// For people.
    public String title() {
      return title;
    }
  }

  /// @param values of the utterances of `of`; null where one has none
  static Overlap of(
      Kind kind, String of, String with, Iterable<String> values, Set<String> others) {
    Set<String> shared = new HashSet<>();
    int utterances = 0;
    int total = 0;
    for (String value : values) {
      total++;
      if (value != null && others.contains(value)) {
        shared.add(value);
        utterances++;
      }
    }
    return new Overlap(kind, of, with, shared.size(), utterances, total);
  }

  /// The share of the utterances of `of` in per cent.
  public double percent() {
    return total == 0 ? 0 : 100.0 * utterances / total;
  }
}
