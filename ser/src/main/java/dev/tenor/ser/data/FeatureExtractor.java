package dev.tenor.ser.data;

import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.AudioClip;
import dev.tenor.ser.audio.AudioReader;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.audio.LogMel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Computes the log-mel features of many recordings in parallel.
public final class FeatureExtractor {
  private static final int LISTED = 5;

  private final FeatureConfig config;
  private final int threads;

  public FeatureExtractor(FeatureConfig config, int threads) {
    this.config = config;
    this.threads = threads;
  }

  /// The features of one recording, or why there are none.
  ///
  /// @param features [frames · mels], null if the recording cannot be read
  /// @param seconds the length of the recording
  /// @param error null if all went well
  public record Result(Path file, float[] features, double seconds, IOException error) {}

  /// One result for each file, in their order.
  ///
  /// @param progress is told after each file how many are done, from any thread
  public List<Result> extract(List<Path> files, IntConsumer progress) throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    ThreadLocal<LogMel> frontEnd = ThreadLocal.withInitial(() -> new LogMel(config));
    List<Callable<Result>> tasks = new ArrayList<>();
    for (Path file : files) {
      tasks.add(() -> {
        Result result = extract(file, frontEnd.get());
        progress.accept(done.incrementAndGet());
        return result;
      });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Result> results = new ArrayList<>();
      for (Future<Result> future : pool.invokeAll(tasks)) {
        results.add(future.get());
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
      AudioClip clip = AudioReader.read(file, config.seconds());
      return new Result(file, frontEnd.compute(clip), clip.seconds(), null);
    } catch (IOException e) {
      return new Result(file, null, 0, e);
    }
  }

  /// The features of all files.
  ///
  /// @throws DataException if any file cannot be read; the message lists the first ones
  public List<float[]> extractAll(List<Path> files, IntConsumer progress)
      throws DataException, InterruptedException {
    List<Result> results = extract(files, progress);
    List<Result> bad = results.stream().filter(r -> r.error() != null).toList();
    if (bad.isEmpty()) {
      return results.stream().map(Result::features).toList();
    }
    String first =
        String.join("; ", bad.stream().limit(LISTED).map(r -> r.error().getMessage()).toList());
    String more = bad.size() > LISTED ? "; and " + (bad.size() - LISTED) + " more" : "";
    throw new DataException(
        bad.size() + " of " + files.size() + " recordings cannot be read: " + first + more);
  }
}
