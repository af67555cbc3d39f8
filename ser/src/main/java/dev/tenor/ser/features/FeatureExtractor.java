package dev.tenor.ser.features;

import dev.tenor.ser.DataException;
import dev.tenor.ser.FileErrors;
import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioFacts;
import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FrontEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// Computes the features of many recordings in parallel: their log-mels, or what else a front end
/// makes of them.
public final class FeatureExtractor {
  private static final int LISTED = 5;

  private final FrontEnd frontEnd;
  private final int threads;
  private final FeatureCache cache;
  private final FeatureKeys keys;

  public FeatureExtractor(FrontEnd frontEnd, int threads) {
    this(frontEnd, threads, null);
  }

  /// @param cache cache of features, or null. The features are the same, bit for bit.
  public FeatureExtractor(FrontEnd frontEnd, int threads, FeatureCache cache) {
    this.frontEnd = frontEnd;
    this.threads = threads;
    this.cache = frontEnd.isFunctionOfAudio() ? cache : null;
    keys = this.cache == null ? null : new FeatureKeys(frontEnd);
  }

  public FrontEnd frontEnd() {
    return frontEnd;
  }

  /// The features of one recording, or an error.
  ///
  /// @param features what the front end makes of it, a log-mel [frames · mels]; null if the
  ///   recording cannot be read
  /// @param facts facts of the decoded audio, null likewise
  /// @param cached whether they come from the cache
  /// @param error null if all went well
  public record Result(
      AudioSource source, float[] features, AudioFacts facts, boolean cached, IOException error) {}

  /// One result for each source, in their order.
  public List<Result> extract(List<AudioSource> sources, FeatureProgress progress)
      throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger cached = new AtomicInteger();
    ThreadLocal<Function<AudioClip, float[]>> worker = ThreadLocal.withInitial(frontEnd::worker);
    List<Callable<Result>> tasks = new ArrayList<>();
    for (AudioSource source : sources) {
      tasks.add(() -> {
        Result result = extract(source, worker.get());
        int found = result.cached() ? cached.incrementAndGet() : cached.get();
        progress.on(done.incrementAndGet(), found);
        return result;
      });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Result> results = new ArrayList<>();
      for (Future<Result> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      if (cache != null) {
        cache.trim();
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) { // no memory
        throw error;
      }
      throw new IllegalStateException("features: " + e.getCause(), e.getCause());
    }
  }

  private Result extract(AudioSource source, Function<AudioClip, float[]> worker) {
    try {
      return cache == null ? compute(source, worker) : look(source, worker);
    } catch (IOException e) {
      return new Result(source, null, null, false, e);
    }
  }

  private Result compute(AudioSource source, Function<AudioClip, float[]> worker)
      throws IOException {
    AudioClip clip = AudioReader.read(source, frontEnd.seconds());
    return new Result(source, frontEnd.features(source, clip, worker), clip.facts(), false, null);
  }

  private Result look(AudioSource source, Function<AudioClip, float[]> worker) throws IOException {
    Optional<byte[]> key = keys.of(source);
    Optional<CacheEntry> entry = key.flatMap(k -> cache.find(k, frontEnd.numel()));
    if (entry.isPresent()) {
      return new Result(source, entry.get().features(), entry.get().facts(), true, null);
    }
    Result result = compute(source, worker);
    // The file may have changed since the key was computed.
    if (key.isPresent() && keys.of(source).filter(k -> Arrays.equals(k, key.get())).isPresent()) {
      cache.keep(key.get(), new CacheEntry(result.features(), result.facts()));
    }
    return result;
  }

  /// The features of all sources, none of the results being an error.
  ///
  /// @throws DataException if any file cannot be read; the message lists the first ones
  public List<Result> extractAll(List<AudioSource> sources, FeatureProgress progress)
      throws DataException, InterruptedException {
    List<Result> results = extract(sources, progress);
    List<Result> bad = results.stream().filter(r -> r.error() != null).toList();
    if (bad.isEmpty()) {
      return results;
    }
    String first =
        String.join(
            "; ", bad.stream().limit(LISTED).map(r -> FileErrors.message(r.error())).toList());
    String more = bad.size() > LISTED ? "; and " + (bad.size() - LISTED) + " more" : "";
    throw new DataException(
        bad.size() + " of " + sources.size() + " recordings cannot be read: " + first + more);
  }
}
