package dev.tenor.ser.split;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Splits whose test speakers are in no other subset.
final class SpeakerSplit {
  private static final int REST_PER_VALIDATION = 8;

  private SpeakerSplit() {}

  /// The number of speakers.
  ///
  /// @throws DataException if there is only one
  static int requireSpeakers(Protocol protocol, Listing corpus) throws DataException {
    int speakers = corpus.speakers().size();
    if (speakers < 2) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "protocol %s on %s: needs at least 2 speakers, found %s; add speakers or use paper",
              protocol.name(),
              corpus.corpus(),
              corpus.speakers()));
    }
    return speakers;
  }

  /// With a validation set of speakers drawn from those that are not tested.
  static Split of(
      Protocol protocol, Listing corpus, String rule, long seed, int fold, Set<String> test)
      throws DataException {
    List<Speaker> rest =
        Speaker.of(corpus).stream().filter(speaker -> !test.contains(speaker.id())).toList();
    RandomStream random = RandomStream.of(seed, stream(protocol, fold));
    return of(protocol, corpus, rule, seed, fold, test, SpeakerDraw.validation(rest, random));
  }

  /// With the validation speakers `validation`; if there are none (a single speaker is left for
  /// training), with an eighth of each class of that speaker.
  static Split of(
      Protocol protocol,
      Listing corpus,
      String rule,
      long seed,
      int fold,
      Set<String> test,
      Set<String> validation)
      throws DataException {
    Set<String> drawn =
        validation.isEmpty()
            ? eighthOfRest(corpus, test, RandomStream.of(seed, stream(protocol, fold)))
            : Set.of();
    SortedMap<String, Side> sides = new TreeMap<>();
    for (Utterance utterance : corpus.utterances()) {
      boolean validates =
          validation.contains(utterance.speaker()) || drawn.contains(utterance.key());
      Side side = validates ? Side.VAL : Side.TRAIN;
      sides.put(utterance.key(), test.contains(utterance.speaker()) ? Side.TEST : side);
    }
    String fullRule = validation.isEmpty() ? rule + ", validation shares speakers" : rule;
    int folds = protocol.foldCount(corpus);
    Split split = new Split(corpus.corpus(), protocol.name(), fullRule, seed, fold, folds, sides);
    requireDisjoint(split.summary(corpus), !validation.isEmpty());
    return split;
  }

  private static Set<String> eighthOfRest(Listing corpus, Set<String> test, RandomStream random) {
    Set<String> drawn = new HashSet<>();
    for (String label : corpus.labels().labels()) {
      List<Utterance> members =
          corpus.utterances().stream()
              .filter(u -> u.emotion().equals(label) && !test.contains(u.speaker()))
              .toList();
      int share = (members.size() + REST_PER_VALIDATION / 2) / REST_PER_VALIDATION;
      int count = Math.min(Math.max(1, share), Math.max(0, members.size() - 1));
      int[] order = random.permutation(members.size());
      for (int i = 0; i < count; i++) {
        drawn.add(members.get(order[i]).key());
      }
    }
    return drawn;
  }

  private static void requireDisjoint(SplitSummary summary, boolean validationToo) {
    boolean validationShared = !summary.shared(Side.TRAIN, Side.VAL).isEmpty();
    boolean testShared =
        !summary.shared(Side.TRAIN, Side.TEST).isEmpty()
            || !summary.shared(Side.VAL, Side.TEST).isEmpty();
    if (testShared || (validationToo && validationShared)) {
      throw new IllegalStateException(
          summary.split().title() + ": is not speaker-disjoint: " + summary.speakers());
    }
  }

  private static String stream(Protocol protocol, int fold) {
    return String.format(Locale.ROOT, "split/%s/validation/%d", protocol.name(), fold);
  }
}
