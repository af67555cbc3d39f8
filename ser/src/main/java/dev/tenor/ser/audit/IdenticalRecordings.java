package dev.tenor.ser.audit;

import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tells identical recordings: those whose decoded samples and sample rates are the same from
/// beginning to end, whatever the file format and its tags.
///
/// Training decodes no more than the network hears. Recordings that are identical as a whole are so
/// in what is heard, too; only where those agree and go on behind it are they decoded to their
/// ends.
public final class IdenticalRecordings {
  private IdenticalRecordings() {}

  /// What is known of a recording from hearing its beginning.
  ///
  /// @param sha256 of what was heard, see [AudioFacts#sha256]
  /// @param cut whether the recording goes on behind it
  public record Heard(String sha256, boolean cut) {
    public static Heard of(AudioFacts facts) {
      return new Heard(facts.sha256(), facts.isCut());
    }
  }

  /// Utterance key → a hash that is the same for identical recordings and different for others.
  ///
  /// @param heard utterance key → what was heard of it; utterances that are absent are not compared
  /// @throws IOException if a recording that was heard can no longer be read
  public static Map<String, String> of(Listing corpus, Map<String, Heard> heard)
      throws IOException {
    Map<String, List<Utterance>> groups = new HashMap<>();
    for (Utterance u : corpus.utterances()) {
      Heard one = heard.get(u.key());
      if (one != null) {
        groups.computeIfAbsent(one.sha256(), _ -> new ArrayList<>()).add(u);
      }
    }
    Map<String, String> hashes = new TreeMap<>();
    for (List<Utterance> group : groups.values()) {
      boolean undecided =
          group.size() > 1 && group.stream().anyMatch(u -> heard.get(u.key()).cut());
      for (Utterance u : group) {
        String hash = undecided ? AudioFacts.of(u.source()).sha256() : heard.get(u.key()).sha256();
        hashes.put(u.key(), hash);
      }
    }
    return hashes;
  }
}
