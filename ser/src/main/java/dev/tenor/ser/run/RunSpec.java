package dev.tenor.ser.run;

import dev.tenor.ser.corpus.LabelMap;

/// Everything that determines the result of a training run; the number of threads does not. Saved
/// as `config.json`.
///
/// @param corpus a name from [dev.tenor.ser.corpora.Corpora]
/// @param data the corpus' folder or manifest
/// @param labels the classes and aliases, as [LabelMap#parse] reads them
/// @param protocol a name from [dev.tenor.ser.split.Protocols]
/// @param fold the number of the fold, from 0
/// @param seed of the split, the initial weights, the order of the utterances and dropout
/// @param scaler a CSV with the means and scales of another corpus, or null to fit them on the
///   training set
/// @param backend the name of the backend
public record RunSpec(
    String corpus,
    String data,
    String labels,
    String protocol,
    int fold,
    long seed,
    String scaler,
    String backend,
    SerConfig config) {
  public RunSpec {
    int classes = LabelMap.parse(labels).size();
    config = config.network().classes() == classes ? config : config.withClasses(classes);
  }

  /// The same run on a corpus that has moved.
  RunSpec withData(String place) {
    return new RunSpec(corpus, place, labels, protocol, fold, seed, scaler, backend, config);
  }

  /// `ravdess, protocol speaker, fold 0, seed 1`.
  public String title() {
    return corpus + ", protocol " + protocol + ", fold " + fold + ", seed " + seed;
  }

  public LabelMap labelMap() {
    return LabelMap.parse(labels);
  }
}
