package dev.tenor.ser.audit;

import dev.tenor.ser.FileErrors;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.corpus.Listing;
import dev.tenor.ser.corpus.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The result of decoding all recordings of a corpus.
///
/// @param facts key → properties of the recording, of those that can be read
/// @param unreadable key → why it cannot be read
/// @param absent the keys of recordings that are not there
public record CorpusScan(
    Listing listing,
    SortedMap<String, AudioFacts> facts,
    SortedMap<String, String> unreadable,
    List<String> absent) {

  /// Reads all recordings.
  ///
  /// @param progress called after each recording with the number done, from any thread
  public static CorpusScan of(Listing listing, int threads, IntConsumer progress)
      throws InterruptedException {
    SortedMap<String, AudioFacts> facts = new TreeMap<>();
    SortedMap<String, String> unreadable = new TreeMap<>();
    List<String> absent = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    List<Callable<Object>> tasks = new ArrayList<>();
    for (Utterance utterance : listing.utterances()) {
      tasks.add(() -> {
        Object found = look(utterance);
        progress.accept(done.incrementAndGet());
        return found;
      });
    }
    List<Object> found = run(tasks, threads);
    for (int i = 0; i < found.size(); i++) {
      String key = listing.utterances().get(i).key();
      switch (found.get(i)) {
        case AudioFacts one -> facts.put(key, one);
        case String why when why.isEmpty() -> absent.add(key);
        case Object why -> unreadable.put(key, why.toString());
      }
    }
    return new CorpusScan(listing, facts, unreadable, absent);
  }

  /// The facts, why there are none, or an empty text where there is no file.
  private static Object look(Utterance utterance) {
    if (!Files.exists(utterance.audio())) {
      return "";
    }
    try {
      return AudioFacts.of(utterance.source());
    } catch (IOException e) {
      return FileErrors.message(e);
    }
  }

  private static List<Object> run(List<Callable<Object>> tasks, int threads)
      throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Object> results = new ArrayList<>();
      for (Future<Object> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) { // no memory
        throw error;
      }
      throw new IllegalStateException("scan: " + e.getCause(), e.getCause());
    }
  }

  /// Groups of keys with the same sound, in key order.
  public List<List<String>> identical() {
    Map<String, List<String>> bySound = new LinkedHashMap<>();
    facts.forEach(
        (key, one) -> bySound.computeIfAbsent(one.sha256(), _ -> new ArrayList<>()).add(key));
    return bySound.values().stream().filter(keys -> keys.size() > 1).toList();
  }

  /// The keys of recordings that satisfy a condition.
  public List<String> keys(Predicate<AudioFacts> condition) {
    return facts.entrySet().stream()
        .filter(entry -> condition.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Sample rate → recordings.
  public SortedMap<Integer, Integer> rates() {
    SortedMap<Integer, Integer> rates = new TreeMap<>();
    facts.values().forEach(one -> rates.merge(one.sampleRate(), 1, Integer::sum));
    return rates;
  }

  /// Lengths in seconds of the recordings of one class, or of all with null.
  public DoubleSummaryStatistics seconds(String emotion) {
    return listing.utterances().stream()
        .filter(u -> emotion == null || u.emotion().equals(emotion))
        .map(u -> facts.get(u.key()))
        .filter(one -> one != null)
        .mapToDouble(AudioFacts::seconds)
        .summaryStatistics();
  }

  /// Speaker → class → recordings.
  public SortedMap<String, Map<String, Integer>> counts() {
    SortedMap<String, Map<String, Integer>> counts = new TreeMap<>();
    for (Utterance u : listing.utterances()) {
      Map<String, Integer> classes =
          counts.computeIfAbsent(
              u.speaker(),
              _ ->
                  listing.labels().labels().stream()
                      .collect(
                          Collectors.toMap(
                              label -> label, _ -> 0, (a, _) -> a, LinkedHashMap::new)));
      classes.merge(u.emotion(), 1, Integer::sum);
    }
    return counts;
  }

  /// Emotion of the corpus → the class that it belongs to, `-` for none.
  public Map<String, String> labelMap() {
    Collection<String> raw =
        listing.found().keySet().stream().sorted(Comparator.naturalOrder()).toList();
    Map<String, String> map = new LinkedHashMap<>();
    raw.forEach(word -> map.put(word, listing.labels().classOf(word).orElse("-")));
    return map;
  }
}
