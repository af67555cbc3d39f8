package dev.tenor.ser.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A collection of emotional speech with its own layout on disk.
public interface Corpus {
  /// The name on the command line and in reports.
  String name();

  /// What `load` expects to find, in a few words, for help texts and errors.
  String layout();

  /// Lists the recordings below `data`. Emotions of the corpus outside `labels` are counted in
  /// {@link Listing#leftOut}.
  ///
  /// @param data the corpus folder or the folder that holds it; for a manifest its file
  /// @throws dev.tenor.ser.DataException if there is no recording or something does not fit the
  ///   layout
  Listing load(Path data, LabelMap labels) throws IOException;

  /// Whether `data` seems to be this corpus; false if it cannot be read.
  boolean recognises(Path data) throws IOException;

  /// The corpus' published speaker-disjoint test folds (speaker codes), empty if it has none.
  default List<Set<String>> publishedFolds() {
    return List.of();
  }

  /// How many recordings of each emotion (in the corpus' words as `load` reads them) the published
  /// corpus holds; empty where that is not known. May name only the emotions that are usually kept.
  default Map<String, Integer> publishedCounts() {
    return Map.of();
  }
}
