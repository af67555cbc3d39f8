package dev.tenor.ser.split;

import dev.tenor.ser.DataException;
import dev.tenor.ser.corpus.Listing;
import java.io.IOException;
import java.nio.file.Path;

/// The subsets that a file holds, for example the `split.json` of another run: a protocol of one
/// fold.
///
/// @param file as [SplitFile] writes it
record SavedSplit(Path file) implements Protocol {
  static final String SUFFIX = ".json";

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public int foldCount(Listing corpus) {
    return 1;
  }

  @Override
  public Split split(Listing corpus, long seed, int fold) throws DataException {
    Split.checkFold(corpus.corpus(), name(), fold, 1);
    Split split = load();
    split.summary(corpus); // the same utterances?
    return split;
  }

  @Override
  public boolean isOf(String joined) throws DataException {
    return load().corpus().equals(joined);
  }

  private Split load() throws DataException {
    try {
      return SplitFile.load(file);
    } catch (DataException e) {
      throw e;
    } catch (IOException e) {
      throw new DataException(file + ": the split cannot be read; check the path", e);
    }
  }
}
