package dev.tenor.ser.split;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;

/// A rule that divides a corpus into folds of training, validation and test utterances. The result
/// depends on the utterances, the seed and the fold, and not on the order of files on disk. Over
/// all folds of a seed every utterance is tested exactly once.
public interface Protocol {
  /// The name on the command line and in reports.
  String name();

  /// @throws DataException if the corpus cannot be divided in this way
  int foldCount(Listing corpus) throws DataException;

  /// Whether it divides several corpora together, in a listing of this name, and not each of them
  /// by itself.
  ///
  /// @throws DataException if it is a file that cannot be read
  default boolean isOf(String joined) throws DataException {
    return false;
  }

  /// @param fold 0 … foldCount − 1
  /// @throws IllegalArgumentException if there is no such fold
  /// @throws DataException if the corpus cannot be divided in this way
  Split split(Listing corpus, long seed, int fold) throws DataException;
}
