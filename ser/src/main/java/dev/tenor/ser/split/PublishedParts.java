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
import java.util.stream.Collectors;

/// The subsets that the authors of a corpus or manifest published (MELD, MSP-Podcast, ESD, EmoBox's
/// folds). Where they have no validation set, some of the training speakers form it: the test set
/// is never used to choose the epoch.
final class PublishedParts implements Protocol {
  @Override
  public String name() {
    return "published";
  }

  @Override
  public int foldCount(Listing corpus) throws DataException {
    List<String> without =
        corpus.utterances().stream().filter(u -> u.part() == null).map(Utterance::key).toList();
    if (!without.isEmpty()) {
      throw new DataException(
          String.format(
                  Locale.ROOT,
                  "protocol published on %s: %d of %d utterances have no published part (first: %s); use",
                  corpus.corpus(),
                  without.size(),
                  corpus.size(),
                  without.getFirst())
              + " another protocol");
    }
    return 1;
  }

  @Override
  public Split split(Listing corpus, long seed, int fold) throws DataException {
    Split.checkFold(corpus.corpus(), name(), fold, foldCount(corpus));
    boolean hasValidation = corpus.utterances().stream().anyMatch(u -> u.part().equals("val"));
    Set<String> drawn = hasValidation ? Set.of() : drawn(corpus, seed);
    SortedMap<String, Side> sides = new TreeMap<>();
    for (Utterance u : corpus.utterances()) {
      boolean validates = u.part().equals("val") || drawn.contains(u.key());
      Side side = validates ? Side.VAL : Side.TRAIN;
      sides.put(u.key(), u.part().equals("test") ? Side.TEST : side);
    }
    String rule = "published sides" + (hasValidation ? "" : ", drawn speakers validate");
    return new Split(corpus.corpus(), name(), rule, seed, fold, 1, sides);
  }

  /// Utterances of the published training set that form the validation set: all of some speakers.
  private Set<String> drawn(Listing corpus, long seed) throws DataException {
    List<Utterance> training =
        corpus.utterances().stream().filter(u -> u.part().equals("train")).toList();
    Listing part =
        new Listing(
            corpus.corpus(), corpus.labels(), training, corpus.found(), List.of(), List.of());
    SpeakerSplit.requireSpeakers(this, part);
    RandomStream random = RandomStream.of(seed, "split/published/validation");
    Set<String> speakers = SpeakerDraw.validation(Speaker.of(part), random);
    return training.stream()
        .filter(u -> speakers.contains(u.speaker()))
        .map(Utterance::key)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
