package dev.tenor.ser.audit;

import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Problems of the recordings of a data set, one line per kind.
public final class RecordingNotes {
  private static final int LISTED = 3;

  private final Dataset data;

  public RecordingNotes(Dataset data) {
    this.data = data;
  }

  /// Empty if there are none.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "cannot be read and are left out", List.copyOf(data.skipped().values()));
    add(lines, "with nothing to hear", keys(facts -> facts.nothingToHear() != null));
    add(lines, "clipped", keys(AudioFacts::isClipped));
    add(lines, "very quiet", keys(AudioFacts::isQuiet));
    add(lines, "with silent channels, left out", keys(facts -> facts.deadChannels() > 0));
    add(lines, "damaged, but read", keys(facts -> !facts.warnings().isEmpty()));
    return lines;
  }

  private List<String> keys(Predicate<AudioFacts> condition) {
    return data.facts().entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void add(List<String> lines, String what, List<String> which) {
    if (!which.isEmpty()) {
      int all = data.facts().size() + data.skipped().size();
      String first = String.join("; ", which.subList(0, Math.min(LISTED, which.size())));
      String more = which.size() > LISTED ? "; …" : "";
      lines.add(
          "recordings " + what + ": " + which.size() + " of " + all + " (" + first + more + ")");
    }
  }
}
