package dev.tenor.ser.audit;

import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Detects identical recordings: those whose decoded samples and sample rates are equal from
/// beginning to end, whatever the file format and its tags.
///
/// Training decodes only the beginning of a recording, as long as the network's input. Identical
/// recordings have identical beginnings; so only longer recordings with equal beginnings are
/// decoded to their ends.
public final class IdenticalRecordings {
  private IdenticalRecordings() {}

  /// Utterance key → a hash that is the same for identical recordings and different for others.
  /// Recordings that would have to be decoded to their ends, and cannot be, are left out; the audit
  /// reports how many were compared.
  ///
  /// @param heard utterance key → facts of the decoded part; utterances that are absent are not
  ///   compared
  public static Map<String, String> of(Listing corpus, Map<String, AudioFacts> heard) {
    Map<String, List<Utterance>> groups = new HashMap<>();
    for (Utterance u : corpus.utterances()) {
      AudioFacts facts = heard.get(u.key());
      if (facts != null) {
        groups.computeIfAbsent(facts.sha256(), _ -> new ArrayList<>()).add(u);
      }
    }
    Map<String, String> hashes = new TreeMap<>();
    for (List<Utterance> group : groups.values()) {
      for (Utterance u : group) {
        AudioFacts facts = heard.get(u.key());
        boolean decided = group.size() == 1 || facts.seconds() <= facts.heardSeconds();
        Optional<String> hash = decided ? Optional.of(facts.sha256()) : toItsEnd(u);
        hash.ifPresent(one -> hashes.put(u.key(), one));
      }
    }
    return hashes;
  }

  private static Optional<String> toItsEnd(Utterance utterance) {
    try {
      return Optional.of(AudioFacts.of(utterance.source()).sha256());
    } catch (IOException _) {
      return Optional.empty(); // damaged after the decoded part, or deleted
    }
  }
}
