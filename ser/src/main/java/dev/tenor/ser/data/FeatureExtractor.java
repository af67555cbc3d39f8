package dev.tenor.ser.data;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.LogMel;
import java.io.IOException;
import java.nio.file.Path;
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

/// Computes the log-mel features of many recordings in parallel.
public final class FeatureExtractor {
  private static final int LISTED = 5;

  private final FeatureConfig config;
  private final int threads;
  private final FeatureCache cache;
  private final FeatureKeys keys;

  public FeatureExtractor(FeatureConfig config, int threads) {
    this(config, threads, null);
  }

  /// @param cache where to look for features before computing them, and to keep those computed; or
  ///   null. The features are the same, bit for bit.
  public FeatureExtractor(FeatureConfig config, int threads, FeatureCache cache) {
    this.config = config;
    this.threads = threads;
    this.cache = cache;
    keys = cache == null ? null : new FeatureKeys(config);
  }

  public FeatureConfig config() {
    return config;
  }

  /// The features of one recording, or why there are none.
  ///
  /// @param features [frames · mels], null if the recording cannot be read
  /// @param seconds the length of the recording
  /// @param cached whether they come from the cache
  /// @param error null if all went well
  public record Result(
      Path file, float[] features, double seconds, boolean cached, IOException error) {}

  /// One result for each file, in their order.
  public List<Result> extract(List<Path> files, FeatureProgress progress)
      throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger cached = new AtomicInteger();
    ThreadLocal<LogMel> frontEnd = ThreadLocal.withInitial(() -> new LogMel(config));
    List<Callable<Result>> tasks = new ArrayList<>();
    for (Path file : files) {
      tasks.add(() -> {
        Result result = extract(file, frontEnd.get());
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

  private Result extract(Path file, LogMel frontEnd) {
    try {
      return cache == null ? compute(file, frontEnd) : look(file, frontEnd);
    } catch (IOException e) {
      return new Result(file, null, 0, false, e);
    }
  }

  private Result compute(Path file, LogMel frontEnd) throws IOException {
    AudioClip clip = AudioReader.read(file, config.seconds());
    return new Result(file, frontEnd.compute(clip), clip.seconds(), false, null);
  }

  private Result look(Path file, LogMel frontEnd) throws IOException {
    Optional<byte[]> key = keys.of(file);
    Optional<CacheEntry> entry = key.flatMap(k -> cache.find(k, config.numel()));
    if (entry.isPresent()) {
      return new Result(file, entry.get().features(), entry.get().seconds(), true, null);
    }
    Result result = compute(file, frontEnd);
    // A file that was written to since then is not what the key stands for.
    if (key.isPresent() && keys.of(file).filter(k -> Arrays.equals(k, key.get())).isPresent()) {
      cache.keep(key.get(), new CacheEntry(result.features(), result.seconds()));
    }
    return result;
  }

  /// The features of all files, none of the results being an error.
  ///
  /// @throws DataException if any file cannot be read; the message lists the first ones
  public List<Result> extractAll(List<Path> files, FeatureProgress progress)
      throws DataException, InterruptedException {
    List<Result> results = extract(files, progress);
    List<Result> bad = results.stream().filter(r -> r.error() != null).toList();
    if (bad.isEmpty()) {
      return results;
    }
    String first =
        String.join("; ", bad.stream().limit(LISTED).map(r -> r.error().getMessage()).toList());
    String more = bad.size() > LISTED ? "; and " + (bad.size() - LISTED) + " more" : "";
    throw new DataException(
        bad.size() + " of " + files.size() + " recordings cannot be read: " + first + more);
  }
}
