package dev.tenor.ser.split;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A division of a corpus into training, validation and test set: one fold of a protocol.
///
/// @param corpus the corpus' name
/// @param protocol the protocol's name
/// @param rule how the protocol divided this corpus, in a few words
/// @param seed of the random choices
/// @param fold 0 … foldCount − 1
/// @param sides utterance key → subset
public record Split(
    String corpus,
    String protocol,
    String rule,
    long seed,
    int fold,
    int foldCount,
    SortedMap<String, Side> sides) {
  public Split {
    checkFold(corpus, protocol, fold, foldCount);
    sides = Collections.unmodifiableSortedMap(new TreeMap<>(sides));
  }

  /// The utterances of one subset in key order.
  ///
  /// @throws DataException if `listing` does not hold the same utterances as this split
  public List<Utterance> utterances(Listing listing, Side side) throws DataException {
    requireSameKeys(listing);
    return listing.utterances().stream().filter(u -> sides.get(u.key()) == side).toList();
  }

  /// The same split without some utterances.
  public Split without(Set<String> keys) {
    SortedMap<String, Side> left = new TreeMap<>(sides);
    left.keySet().removeAll(keys);
    return new Split(corpus, protocol, rule, seed, fold, foldCount, left);
  }

  /// Counts per subset and class, speakers per subset, shared speakers.
  ///
  /// @throws DataException if `listing` does not hold the same utterances as this split
  public SplitSummary summary(Listing listing) throws DataException {
    return SplitSummary.of(this, listing);
  }

  /// Checks that the split can be trained on: no subset is empty, every class is in the training
  /// set.
  ///
  /// @throws DataException if not
  public void check(Listing listing) throws DataException {
    summary(listing).check();
  }

  /// `protocol speaker (…), fold 0 of 6, seed 1`.
  public String title() {
    return String.format(
        Locale.ROOT,
        "protocol %s (%s), fold %d of %d, seed %d",
        protocol,
        rule,
        fold,
        foldCount,
        seed);
  }

  static void checkFold(String corpus, String protocol, int fold, int foldCount) {
    if (fold < 0 || fold >= foldCount) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "protocol %s on %s: no fold %d; folds: 0 … %d",
              protocol,
              corpus,
              fold,
              foldCount - 1));
    }
  }

  private void requireSameKeys(Listing listing) throws DataException {
    List<String> unassigned =
        listing.utterances().stream()
            .map(Utterance::key)
            .filter(key -> !sides.containsKey(key))
            .toList();
    int absent = sides.size() - (listing.size() - unassigned.size());
    if (!unassigned.isEmpty() || absent > 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "split of %s does not fit %s: %d utterances are in no subset%s, %d of the split are not in"
                  + " the corpus; use the corpus and labels that the split was made with",
              corpus,
              listing.corpus(),
              unassigned.size(),
              unassigned.isEmpty() ? "" : " (first: " + unassigned.getFirst() + ")",
              absent));
    }
  }
}
