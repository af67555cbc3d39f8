package dev.tenor.ser.split;

import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A speaker of a corpus.
///
/// @param gender empty if the corpus does not state it or contradicts itself
/// @param utterances how many the corpus holds
record Speaker(String id, String gender, int utterances) {
  /// All speakers, sorted by id.
  static List<Speaker> of(Listing corpus) {
    SortedMap<String, Speaker> speakers = new TreeMap<>();
    for (Utterance utterance : corpus.utterances()) {
      String gender = utterance.gender() == null ? "" : utterance.gender();
      speakers.merge(
          utterance.speaker(), new Speaker(utterance.speaker(), gender, 1), Speaker::plus);
    }
    return new ArrayList<>(speakers.values());
  }

  private Speaker plus(Speaker other) {
    String both = gender.equals(other.gender) ? gender : "";
    return new Speaker(id, both, utterances + other.utterances);
  }
}
