package dev.tenor.ser.split;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Leave one speaker out: fold `k` tests the `k`-th speaker in alphabetical order. If that speaker
/// shares a session with others, as the pairs of IEMOCAP do, these form the validation set
/// (speechbrain's `different_speakers`); else some of the other speakers do.
final class OneSpeakerOut implements Protocol {
  @Override
  public String name() {
    return "speaker-out";
  }

  @Override
  public int foldCount(Listing corpus) throws DataException {
    return SpeakerSplit.requireSpeakers(this, corpus);
  }

  @Override
  public Split split(Listing corpus, long seed, int fold) throws DataException {
    Split.checkFold(corpus.corpus(), name(), fold, foldCount(corpus));
    String speaker = new ArrayList<>(corpus.speakers()).get(fold);
    Set<String> partners = partners(corpus, speaker);
    String rule = "leave one speaker out";
    return partners.isEmpty() || partners.size() + 1 >= corpus.speakers().size()
        ? SpeakerSplit.of(this, corpus, rule, seed, fold, Set.of(speaker))
        : SpeakerSplit.of(
            this,
            corpus,
            rule + ", its session's others validate",
            seed,
            fold,
            Set.of(speaker),
            partners);
  }

  /// The other speakers of the speaker's sessions.
  private static Set<String> partners(Listing corpus, String speaker) {
    if (!corpus.hasSessions()) {
      return Set.of();
    }
    Set<String> sessions =
        corpus.utterances().stream()
            .filter(u -> u.speaker().equals(speaker))
            .map(Utterance::session)
            .collect(Collectors.toSet());
    Set<String> partners =
        corpus.utterances().stream()
            .filter(u -> sessions.contains(u.session()))
            .map(Utterance::speaker)
            .collect(Collectors.toCollection(TreeSet::new));
    partners.remove(speaker);
    return partners;
  }
}
