package dev.tenor.ser.split;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The split of the paper's reference code: scikit-learn's `KFold(5)` on the order of its file
/// list, then `train_test_split(test_size=0.125, random_state=10)` on what is not tested. A corpus
/// that is read from a folder has no such order; a seeded one is drawn. Speakers and dialogues are
/// in all subsets, so the score says little about new speakers.
final class ReferenceFolds implements Protocol {
  private static final int FOLDS = 5;
  private static final double VALIDATION = 0.125;
  private static final int RANDOM_STATE = 10;

  @Override
  public String name() {
    return "reference-5fold";
  }

  /// @throws DataException if the corpus has fewer than five utterances
  @Override
  public int foldCount(Listing corpus) throws DataException {
    if (corpus.size() < FOLDS) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "protocol %s on %s: needs at least %d utterances, found %d; add recordings",
              name(),
              corpus.corpus(),
              FOLDS,
              corpus.size()));
    }
    return FOLDS;
  }

  @Override
  public Split split(Listing corpus, long seed, int fold) throws DataException {
    Split.checkFold(corpus.corpus(), name(), fold, foldCount(corpus));
    List<Utterance> list = order(corpus, seed);
    int[] rest =
        IntStream.range(0, list.size()).filter(i -> foldOf(i, list.size()) != fold).toArray();
    int[] shuffled = new NumpyRandom(RANDOM_STATE).permutation(rest.length);
    int validation = (int) Math.ceil(VALIDATION * rest.length);
    Side[] sides = new Side[list.size()];
    Arrays.fill(sides, Side.TEST);
    for (int i = 0; i < rest.length; i++) {
      sides[rest[shuffled[i]]] = i < validation ? Side.VAL : Side.TRAIN;
    }
    SortedMap<String, Side> byKey = new TreeMap<>();
    for (int i = 0; i < sides.length; i++) {
      byKey.put(list.get(i).key(), sides[i]);
    }
    String rule =
        (corpus.order().isEmpty() ? "seeded order" : "order of the list")
            + " cut in 5, 12.5 % of the rest validate, speakers shared";
    return new Split(corpus.corpus(), name(), rule, seed, fold, FOLDS, byKey);
  }

  private List<Utterance> order(Listing corpus, long seed) {
    if (!corpus.order().isEmpty()) {
      return corpus.inListOrder();
    }
    int[] order = RandomStream.of(seed, "split/reference-5fold").permutation(corpus.size());
    return Arrays.stream(order).mapToObj(corpus.utterances()::get).toList();
  }

  /// `KFold` cuts consecutive folds, the first ones longer by one.
  private static int foldOf(int position, int size) {
    int shorter = size / FOLDS;
    int longer = size % FOLDS;
    int inLonger = longer * (shorter + 1);
    return position < inLonger
        ? position / (shorter + 1)
        : longer + (position - inLonger) / shorter;
  }
}
