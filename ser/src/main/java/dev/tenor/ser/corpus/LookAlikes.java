package dev.tenor.ser.corpus;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Speaker codes that are probably the same person written in several ways: `S03`, `s03`, `3`,
/// `spk_03`. They are only reported: merging them is the corpus owner's decision.
///
/// @param groups each of at least two codes
public record LookAlikes(List<SortedSet<String>> groups) {
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s_.:#-]+");
  private static final Pattern NEEDLESS_SEPARATOR = Pattern.compile("(?<!\\d)_|_(?!\\d)");
  private static final Pattern PREFIX =
      Pattern.compile("^(?:speaker|spkr?|actor|sid|id|s)+(?=\\d)");
  private static final Pattern PADDING = Pattern.compile("(?<!\\d)0+(?=\\d)");
  private static final Pattern FLOAT = Pattern.compile("(?<![\\d.])(\\d+)\\.0+$");
  private static final int SHOWN = 3;

  public static LookAlikes of(Collection<String> speakers) {
    SortedMap<String, SortedSet<String>> groups = new TreeMap<>();
    for (String speaker : speakers) {
      groups.computeIfAbsent(normalise(speaker), _ -> new TreeSet<>()).add(speaker);
    }
    return new LookAlikes(groups.values().stream().filter(group -> group.size() > 1).toList());
  }

  /// The form that codes of one person have in common. What stands before the last slash is the
  /// corpus, where the same code is someone else.
  static String normalise(String speaker) {
    int slash = speaker.lastIndexOf('/');
    String corpus = plain(speaker.substring(0, slash + 1));
    String code = FLOAT.matcher(plain(speaker.substring(slash + 1))).replaceFirst("$1");
    code = SEPARATORS.matcher(code).replaceAll("_");
    code = NEEDLESS_SEPARATOR.matcher(code).replaceAll("");
    code = PREFIX.matcher(code).replaceFirst("");
    return corpus + PADDING.matcher(code).replaceAll("");
  }

  private static String plain(String text) {
    String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
    String digits =
        compatible
            .codePoints()
            .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString(); // of any script
    return INVISIBLE.matcher(digits).replaceAll("").strip().toLowerCase(Locale.ROOT);
  }

  /// A warning that names the groups; empty if there are none.
  public Optional<String> line() {
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "speakers that look alike and count as different people: "
            + names()
            + "; write one code for each person, or keep corpora apart with a column 'corpus'");
  }

  /// `'S03' = 's03', 'A1' = 'a1'`.
  public String names() {
    String shown =
        groups.stream()
            .limit(SHOWN)
            .map(g -> g.stream().map(s -> "'" + s + "'").collect(Collectors.joining(" = ")))
            .collect(Collectors.joining(", "));
    return groups.size() > SHOWN ? shown + ", … (" + groups.size() + " groups)" : shown;
  }
}
