package dev.tenor.ser.split;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The five folds of RAVDESS that ResLSTM-SA (arXiv 2606.03359) and others use: test and validation
/// actors are fixed, whatever the seed.
final class ReslstmFolds implements Protocol {
  private static final List<Set<String>> TEST =
      List.of(
          Set.of("02", "05", "14", "15", "16"),
          Set.of("03", "06", "07", "13", "18"),
          Set.of("10", "11", "12", "19", "20"),
          Set.of("08", "17", "21", "23", "24"),
          Set.of("01", "04", "09", "22"));

  private static final List<Set<String>> VALIDATION =
      List.of(
          Set.of("03", "06"),
          Set.of("10", "11"),
          Set.of("08", "17"),
          Set.of("01", "14"),
          Set.of("02", "05"));

  @Override
  public String name() {
    return "reslstm";
  }

  @Override
  public int foldCount(Listing corpus) throws DataException {
    Set<String> actors = new TreeSet<>();
    TEST.forEach(actors::addAll);
    if (!corpus.speakers().equals(actors)) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "protocol %s on %s: needs the 24 actors of RAVDESS, 01 … 24, found %d speakers %s; use"
                  + " the protocol speaker",
              name(),
              corpus.corpus(),
              corpus.speakers().size(),
              corpus.speakers()));
    }
    return TEST.size();
  }

  @Override
  public Split split(Listing corpus, long seed, int fold) throws DataException {
    Split.checkFold(corpus.corpus(), name(), fold, foldCount(corpus));
    return SpeakerSplit.of(
        this,
        corpus,
        "speaker-disjoint, actors of ResLSTM-SA",
        seed,
        fold,
        TEST.get(fold),
        VALIDATION.get(fold));
  }
}
