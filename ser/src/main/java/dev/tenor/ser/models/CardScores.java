package dev.tenor.ser.models;

import dev.tenor.ser.models.CardCorpora.Voice;
import dev.tenor.ser.stats.Bootstrap;
import dev.tenor.ser.stats.Metrics;
import dev.tenor.ser.stats.Predictions;
import dev.tenor.ser.stats.Share;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The scores of a card: of all predictions, of each class, and of the groups of utterances, so
/// that nobody has to find out in use for whom a model works less well.
///
/// @param predictions of utterances that the corpora have; an utterance may occur several times,
///   predicted by several networks
record CardScores(Predictions predictions, CardCorpora corpora) {
  private static final long SEED = 1;

  /// For JSON.
  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("all", scores(predictions));
    map.put("by_class", classes(predictions.metrics()));
    map.put("by_corpus", groups(Voice::corpus));
    map.put("by_sex", groups(Voice::sex));
    map.put("by_age", groups(Voice::age));
    map.put("listeners", listeners());
    return map;
  }

  private Map<String, Object> scores(Predictions some) {
    Metrics metrics = some.metrics();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("utterances", some.size());
    map.put("wa", Share.json(metrics.wa()));
    map.put("ua", Share.json(metrics.ua()));
    Bootstrap.of(some, key -> corpora.voice(key).speaker())
        .interval(Metrics::ua, SEED)
        .ifPresent(ua -> map.put("ua_95", List.of(ua.low(), ua.high())));
    map.put("macro_f1", Share.json(metrics.macroF1()));
    map.put("absent_classes", metrics.absent());
    return map;
  }

  private static Map<String, Object> classes(Metrics metrics) {
    Map<String, Object> classes = new LinkedHashMap<>();
    for (int k = 0; k < metrics.labels().size(); k++) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("utterances", Arrays.stream(metrics.confusion()[k]).sum());
      map.put("recall", Share.json(metrics.recall(k)));
      classes.put(metrics.labels().get(k), map);
    }
    return classes;
  }

  private Map<String, Object> groups(Function<Voice, String> group) {
    Map<String, Object> groups =
        new TreeMap<>(
            Comparator.comparingInt((String name) -> SpeakerAges.GROUPS.indexOf(name))
                .thenComparing(Comparator.naturalOrder()));
    predictions.keys().stream()
        .map(key -> group.apply(corpora.voice(key)))
        .distinct()
        .forEach(name ->
            groups.put(
                name,
                scores(predictions.only(key -> group.apply(corpora.voice(key)).equals(name)))));
    return groups;
  }

  /// People who heard the same recordings, and the model on these.
  private Map<String, Object> listeners() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String corpus : corpora.listings().keySet()) {
      Listeners people = corpora.listeners(corpus);
      if (people != null) {
        Predictions heard =
            predictions.only(key -> corpora.voice(key).corpus().equals(corpus) && people.know(key));
        if (heard.size() > 0) {
          Map<String, Object> both = people(people, heard);
          both.put("model", scores(heard));
          map.put(corpus, both);
        }
      }
    }
    return map;
  }

  private static Map<String, Object> people(Listeners people, Predictions heard) {
    List<String> labels = heard.labels();
    double[] right = new double[labels.size()];
    int[] count = new int[labels.size()];
    for (int i = 0; i < heard.size(); i++) {
      int truth = heard.truth()[i];
      right[truth] += people.right(heard.keys().get(i), labels.get(truth));
      count[truth]++;
    }
    int[] present = IntStream.range(0, count.length).filter(k -> count[k] > 0).toArray();
    Map<String, Object> recall = new LinkedHashMap<>();
    Arrays.stream(present).forEach(k -> recall.put(labels.get(k), right[k] / count[k]));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("utterances", heard.size());
    map.put("wa", Arrays.stream(right).sum() / heard.size());
    map.put("ua", Arrays.stream(present).mapToDouble(k -> right[k] / count[k]).average().orElse(0));
    map.put("recall", recall);
    return map;
  }
}
