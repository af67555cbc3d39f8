package dev.tenor.ser.corpus;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioExtensions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Keeps one of several files of the same recording: a copy could end up in another subset of the
/// split. Of several formats the lossless one is taken; two files of one format are refused.
public final class SingleFormat {
  private final Map<String, Utterance> kept = new LinkedHashMap<>();
  private final Problems copies = new Problems();
  private final TreeSet<String> left = new TreeSet<>();
  private int doubles;

  /// @param identity what two files of one recording have in common
  public void add(String identity, Utterance utterance) {
    Utterance first = kept.putIfAbsent(identity, utterance);
    if (first == null) {
      return;
    }
    int order = rank(first) - rank(utterance);
    if (order == 0) {
      copies.add(first.key() + " = " + utterance.key());
      return;
    }
    doubles++;
    left.add(extension(order > 0 ? first : utterance));
    if (order > 0) {
      kept.put(identity, utterance);
    }
  }

  /// @throws DataException if a recording is there twice in the same format
  public List<Utterance> utterances(Path root) throws DataException {
    copies.throwIfAny(root + ": recordings that occur twice", "remove one copy of each");
    return new ArrayList<>(kept.values());
  }

  /// What was left out, if anything.
  public Optional<String> note(Path root) {
    return doubles == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: %d %s also there in another format; %s left out",
                root,
                doubles,
                doubles == 1 ? "recording is" : "recordings are",
                String.join(", ", left)));
  }

  private static int rank(Utterance utterance) {
    return AudioExtensions.all().indexOf(extension(utterance));
  }

  private static String extension(Utterance utterance) {
    String name = utterance.audio().getFileName().toString();
    return name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
  }
}
