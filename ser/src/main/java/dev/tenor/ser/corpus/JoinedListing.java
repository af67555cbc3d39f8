package dev.tenor.ser.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Several corpora as one listing. Codes of speakers, sessions, dialogues and texts are local to a
/// corpus, so all of them, and the keys, begin with the corpus' name: `emodb/03` and `ravdess/03`
/// are two people.
public final class JoinedListing {
  private JoinedListing() {}

  /// The key in a joined listing of what has the key `key` in the corpus `name`.
  public static String key(String name, String key) {
    return name + "/" + key;
  }

  /// @param parts name in the joined listing → corpus, with the same labels
  public static Listing of(SequencedMap<String, Listing> parts) {
    List<Utterance> utterances = new ArrayList<>();
    SortedMap<String, Integer> found = new TreeMap<>();
    List<String> order = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    parts.forEach((name, part) -> {
      boolean several = part.corpora().size() > 1;
      for (Utterance u : part.utterances()) {
        utterances.add(u.within(name, several ? name + "/" + part.corpusOf(u) : name));
      }
      part.found().forEach((raw, count) -> found.merge(raw, count, Integer::sum));
      part.inListOrder().forEach(u -> order.add(key(name, u.key())));
      part.notes().forEach(note -> notes.add(name + ": " + note));
    });
    Map.Entry<String, Listing> first = parts.firstEntry();
    boolean ordered = parts.values().stream().anyMatch(part -> !part.order().isEmpty());
    return new Listing(
        parts.keySet().stream().collect(Collectors.joining("+")),
        first.getValue().labels(),
        utterances,
        found,
        List.of(),
        ordered ? order : List.of(),
        notes);
  }
}
