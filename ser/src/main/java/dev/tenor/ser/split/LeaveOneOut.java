package dev.tenor.ser.split;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Leave one session out where the corpus has sessions, else leave one speaker out. Fold `k` tests
/// the `k`-th session or speaker in alphabetical order. Validation is another session (with seed 1
/// the next one, with seed 2 the one after it, …), or other speakers.
final class LeaveOneOut implements Protocol {
  @Override
  public String name() {
    return "loso";
  }

  @Override
  public int foldCount(Listing corpus) throws DataException {
    int speakers = SpeakerSplit.requireSpeakers(this, corpus);
    return corpus.hasSessions() ? sessions(corpus).size() : speakers;
  }

  @Override
  public Split split(Listing corpus, long seed, int fold) throws DataException {
    Split.checkFold(corpus.corpus(), name(), fold, foldCount(corpus));
    if (corpus.hasSessions()) {
      return leaveSessionOut(corpus, seed, fold);
    }
    Set<String> test = Set.of(new ArrayList<>(corpus.speakers()).get(fold));
    return SpeakerSplit.of(this, corpus, "leave one speaker out", seed, fold, test);
  }

  private Split leaveSessionOut(Listing corpus, long seed, int fold) throws DataException {
    List<Set<String>> sessions = new ArrayList<>(sessions(corpus).values());
    Set<String> test = sessions.get(fold);
    String rule = "leave one session out";
    if (sessions.size() < 3) {
      return SpeakerSplit.of(this, corpus, rule, seed, fold, test);
    }
    int step = 1 + (int) Math.floorMod(seed - 1, (long) sessions.size() - 1);
    Set<String> validation = sessions.get((fold + step) % sessions.size());
    return SpeakerSplit.of(this, corpus, rule, seed, fold, test, validation);
  }

  /// Session → its speakers.
  private SortedMap<String, Set<String>> sessions(Listing corpus) throws DataException {
    SortedMap<String, Set<String>> sessions = new TreeMap<>();
    Map<String, String> sessionOf = new TreeMap<>();
    for (Utterance utterance : corpus.utterances()) {
      String session = utterance.session();
      sessions.computeIfAbsent(session, _ -> new TreeSet<>()).add(utterance.speaker());
      String other = sessionOf.putIfAbsent(utterance.speaker(), session);
      if (other != null && !other.equals(session)) {
        throw new DataException(
            String.format(
                    Locale.ROOT,
                    "protocol loso on %s: speaker %s is in the sessions %s and %s, so leaving one session",
                    corpus.corpus(),
                    utterance.speaker(),
                    other,
                    session)
                + " out would not be speaker-disjoint; use the protocol speaker");
      }
    }
    if (sessions.size() < 2) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "protocol loso on %s: needs at least 2 sessions, found %s; use the protocol speaker",
              corpus.corpus(),
              sessions.keySet()));
    }
    return sessions;
  }
}
