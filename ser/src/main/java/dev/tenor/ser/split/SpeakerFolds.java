package dev.tenor.ser.split;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Speaker-disjoint folds: the corpus' published folds where it has them and all their speakers are
/// there (RAVDESS: the six of EmoBox), else five seeded ones, balanced in speakers and genders.
final class SpeakerFolds implements Protocol {
  private static final int FOLDS = 5;

  @Override
  public String name() {
    return "speaker";
  }

  @Override
  public int foldCount(Listing corpus) throws DataException {
    int speakers = SpeakerSplit.requireSpeakers(this, corpus);
    return isPublished(corpus) ? corpus.publishedFolds().size() : Math.min(FOLDS, speakers);
  }

  @Override
  public Split split(Listing corpus, long seed, int fold) throws DataException {
    int count = foldCount(corpus);
    Split.checkFold(corpus.corpus(), name(), fold, count);
    boolean published = isPublished(corpus);
    List<Set<String>> folds =
        published
            ? corpus.publishedFolds()
            : SpeakerDraw.folds(
                Speaker.of(corpus), count, RandomStream.of(seed, "split/speaker/folds"));
    String rule = published ? "speaker-disjoint, published folds" : "speaker-disjoint";
    return SpeakerSplit.of(this, corpus, rule, seed, fold, folds.get(fold));
  }

  private static boolean isPublished(Listing corpus) {
    Set<String> speakers = new TreeSet<>();
    corpus.publishedFolds().forEach(speakers::addAll);
    return speakers.equals(corpus.speakers());
  }
}
