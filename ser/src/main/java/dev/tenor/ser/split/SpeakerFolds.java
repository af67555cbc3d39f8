package dev.tenor.ser.split;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Speaker-disjoint folds, of three kinds: `speaker` takes the corpus' published folds where it has
/// them and all their speakers are there (RAVDESS: the six of EmoBox), else five seeded ones,
/// balanced in speakers and genders; `speaker-K` always takes K seeded ones; `emobox` only the
/// published ones.
final class SpeakerFolds implements Protocol {
  private static final int FOLDS = 5;

  private final String name;
  private final int seeded;

  /// @param seeded how many folds are drawn where none are published; 0 draws none
  private SpeakerFolds(String name, int seeded) {
    this.name = name;
    this.seeded = seeded;
  }

  static SpeakerFolds publishedOrSeeded() {
    return new SpeakerFolds("speaker", FOLDS);
  }

  static SpeakerFolds published() {
    return new SpeakerFolds("emobox", 0);
  }

  /// @throws IllegalArgumentException if `count` is less than 2
  static SpeakerFolds seeded(int count) {
    if (count < 2) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "protocol speaker-%d: needs at least 2 folds", count));
    }
    return new SpeakerFolds("speaker-" + count, count);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int foldCount(Listing corpus) throws DataException {
    int speakers = SpeakerSplit.requireSpeakers(this, corpus);
    if (takesPublished(corpus)) {
      return corpus.publishedFolds().size();
    }
    if (seeded == 0) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "protocol emobox on %s: %s; use the protocol speaker",
              corpus.corpus(),
              corpus.publishedFolds().isEmpty()
                  ? "there are no published folds for it"
                  : "the published folds have other speakers than the " + speakers + " here"));
    }
    return name.equals("speaker") ? Math.min(seeded, speakers) : atMost(corpus, speakers);
  }

  private int atMost(Listing corpus, int speakers) throws DataException {
    if (seeded > speakers) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "protocol %s on %s: needs at least %d speakers, found %d; take fewer folds",
              name,
              corpus.corpus(),
              seeded,
              speakers));
    }
    return seeded;
  }

  @Override
  public Split split(Listing corpus, long seed, int fold) throws DataException {
    int count = foldCount(corpus);
    Split.checkFold(corpus.corpus(), name(), fold, count);
    boolean published = takesPublished(corpus);
    List<Set<String>> folds =
        published
            ? corpus.publishedFolds()
            : SpeakerDraw.folds(
                Speaker.of(corpus), count, RandomStream.of(seed, "split/speaker/folds"));
    String rule = published ? "speaker-disjoint, published folds" : "speaker-disjoint";
    return SpeakerSplit.of(this, corpus, rule, seed, fold, folds.get(fold));
  }

  private boolean takesPublished(Listing corpus) {
    Set<String> speakers = new TreeSet<>();
    corpus.publishedFolds().forEach(speakers::addAll);
    return !name.startsWith("speaker-") && speakers.equals(corpus.speakers());
  }
}
