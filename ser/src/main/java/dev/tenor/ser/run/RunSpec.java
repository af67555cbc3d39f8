package dev.tenor.ser.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenor.ser.corpus.LabelMap;
import dev.tenor.ser.train.CorpusShares;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Everything that determines the result of a training run; the number of threads does not. Saved
/// as `config.json`.
///
/// @param corpora those that are trained on, then those that are only tested
/// @param labels the classes and aliases, as [LabelMap#parse] reads them
/// @param shares corpus → share of an epoch's examples, see [CorpusShares]
/// @param fold the number of the fold, from 0
/// @param seed of the split, the initial weights, the order of the utterances and dropout
/// @param scaler a CSV with the means and scales of another corpus, or null to fit them on the
///   training set
/// @param init a model whose weights a run begins with where they fit, and whose standardisation it
///   keeps (fine-tuning), or null for random weights
/// @param backend the name of the backend
public record RunSpec(
    List<CorpusSpec> corpora,
    String labels,
    SortedMap<String, Double> shares,
    int fold,
    long seed,
    String scaler,
    String init,
    String backend,
    SerConfig config) {
  public RunSpec {
    corpora = List.copyOf(corpora);
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    if (corpora.stream().noneMatch(CorpusSpec::trains)) {
      throw new IllegalArgumentException("run: no corpus to train on");
    }
    List<String> names = corpora.stream().map(CorpusSpec::name).toList();
    if (new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException("run: two corpora have the same name: " + names);
    }
    int classes = LabelMap.parse(labels).size();
    config = config.network().classes() == classes ? config : config.withClasses(classes);
  }

  /// A run on one corpus.
  public RunSpec(
      String corpus,
      String data,
      String labels,
      String protocol,
      int fold,
      long seed,
      String scaler,
      String backend,
      SerConfig config) {
    this(
        List.of(new CorpusSpec(corpus, corpus, data, protocol)),
        labels,
        Collections.emptySortedMap(),
        fold,
        seed,
        scaler,
        null,
        backend,
        config);
  }

  /// Changes settings as runs of one corpus once wrote them, `corpus`, `data` and `protocol` beside
  /// the others, to the present form.
  public static void upgrade(JsonNode settings) {
    if (settings instanceof ObjectNode object && object.has("corpus") && !object.has("corpora")) {
      ObjectNode corpus = object.putArray("corpora").addObject();
      corpus.set("name", object.get("corpus"));
      corpus.set("kind", object.remove("corpus"));
      for (String key : List.of("data", "protocol")) {
        if (object.has(key)) {
          corpus.set(key, object.remove(key));
        }
      }
      object.putObject("shares");
    }
    if (settings instanceof ObjectNode object && !object.has("init")) {
      object.putNull("init");
    }
    moveMasks(settings.path("config"));
  }

  /// The masks of SpecAugment were once among the settings of training.
  private static void moveMasks(JsonNode config) {
    if (config.path("training") instanceof ObjectNode training && training.has("timeMasks")) {
      ObjectNode augmentation = ((ObjectNode) config).putObject("augmentation");
      for (String key : List.of("timeMasks", "timeMaskSize", "melMasks", "melMaskSize")) {
        augmentation.set(key, training.remove(key));
      }
    }
  }

  /// The same run on corpora that have moved.
  ///
  /// @param places of all corpora or of those that are trained on, in their order; none where they
  ///   have not moved
  /// @throws IllegalArgumentException if there are more or fewer
  public RunSpec movedTo(List<Path> places) {
    long trained = corpora.stream().filter(CorpusSpec::trains).count();
    if (!List.of(0L, trained, (long) corpora.size()).contains((long) places.size())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the run has %d corpora (%s), %d places are given; give one for each, in this order",
              corpora.size(),
              corpora.stream().map(CorpusSpec::name).collect(Collectors.joining(", ")),
              places.size()));
    }
    List<CorpusSpec> moved = new ArrayList<>(corpora);
    for (int i = 0; i < places.size(); i++) {
      moved.set(i, corpora.get(i).withData(places.get(i).toString()));
    }
    return new RunSpec(moved, labels, shares, fold, seed, scaler, init, backend, config);
  }

  /// The same run on another fold, with another seed and other settings.
  public RunSpec with(int otherFold, long otherSeed, SerConfig other) {
    return new RunSpec(corpora, labels, shares, otherFold, otherSeed, scaler, init, backend, other);
  }

  /// The same run on some of its corpora alone.
  ///
  /// @throws IllegalArgumentException if it does not have one of them
  public RunSpec only(List<String> names) {
    List<CorpusSpec> some = corpora.stream().filter(c -> names.contains(c.name())).toList();
    if (some.size() != names.size()) {
      List<String> all = corpora.stream().map(CorpusSpec::name).toList();
      throw new IllegalArgumentException("run: the corpora are " + all + ", not all of " + names);
    }
    SortedMap<String, Double> left = new TreeMap<>(shares);
    left.keySet().retainAll(names);
    return new RunSpec(some, labels, left, fold, seed, scaler, init, backend, config);
  }

  /// The names of the corpora that are trained on: `crema-d+emodb`.
  public String corpus() {
    return names(true);
  }

  /// The names of the corpora that are only tested, likewise; empty where there is none.
  public String tested() {
    return names(false);
  }

  /// Their protocol; where they have several, each: `speaker+reslstm`.
  public String protocol() {
    return RunCorpora.protocol(corpora);
  }

  private String names(boolean training) {
    return corpora.stream()
        .filter(c -> c.trains() == training)
        .map(CorpusSpec::name)
        .collect(Collectors.joining("+"));
  }

  /// `ravdess, protocol speaker, fold 0, seed 1`.
  public String title() {
    return (tested().isEmpty() ? corpus() : corpus() + ", tested on " + tested())
        + ", protocol "
        + protocol()
        + ", fold "
        + fold
        + ", seed "
        + seed;
  }

  /// How much of an epoch each corpus gets: several corpora are told apart, and those that one
  /// manifest names where they have shares.
  CorpusShares corpusShares() {
    boolean several = corpora.stream().filter(CorpusSpec::trains).count() > 1;
    return new CorpusShares(several || !shares.isEmpty(), shares);
  }

  public LabelMap labelMap() {
    return LabelMap.parse(labels);
  }
}
