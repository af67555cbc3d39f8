package dev.tenor.ser.split;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The paper's protocol: each class is divided 7/1/2 at random. The five folds of a seed test five
/// different fifths. Speakers are in all subsets, so the score says little about new speakers.
final class PaperProtocol implements Protocol {
  private static final int FOLDS = 5;
  private static final int PER_VALIDATION = 10;

  @Override
  public String name() {
    return "paper";
  }

  /// @throws DataException if a class has one to four utterances
  @Override
  public int foldCount(Listing corpus) throws DataException {
    for (Map.Entry<String, Integer> count : corpus.counts().entrySet()) {
      if (count.getValue() > 0 && count.getValue() < FOLDS) {
        throw new DataException(
            String.format(
                    Locale.ROOT,
                    "protocol paper on %s: class '%s' has %d utterances, 7/1/2 needs at least %d a class;",
                    corpus.corpus(),
                    count.getKey(),
                    count.getValue(),
                    FOLDS)
                + " add recordings or take the class out of the labels");
      }
    }
    return FOLDS;
  }

  @Override
  public Split split(Listing corpus, long seed, int fold) throws DataException {
    Split.checkFold(corpus.corpus(), name(), fold, foldCount(corpus));
    SortedMap<String, Side> sides = new TreeMap<>();
    for (String label : corpus.labels().labels()) {
      List<Utterance> members =
          corpus.utterances().stream().filter(u -> u.emotion().equals(label)).toList();
      int[] order = RandomStream.of(seed, "split/paper/" + label).permutation(members.size());
      for (int i = 0; i < order.length; i++) {
        sides.put(members.get(order[i]).key(), side(i, order.length, fold));
      }
    }
    String rule = "each class 7/1/2 at random, speakers shared";
    return new Split(corpus.corpus(), name(), rule, seed, fold, FOLDS, sides);
  }

  /// Test is the fold's fifth of a class' random order, validation the tenth after it, cyclically.
  private static Side side(int position, int count, int fold) {
    int start = count * fold / FOLDS;
    int end = count * (fold + 1) / FOLDS;
    int validation = Math.max(1, (count + PER_VALIDATION / 2) / PER_VALIDATION);
    if (position >= start && position < end) {
      return Side.TEST;
    }
    return Math.floorMod(position - end, count) < validation ? Side.VAL : Side.TRAIN;
  }
}
