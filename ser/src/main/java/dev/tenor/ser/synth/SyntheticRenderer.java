package dev.tenor.ser.synth;

import dev.tenor.engine.io.AtomicFile;
import dev.tenor.ser.DataException;
import dev.tenor.ser.audio.WavWriter;
import dev.tenor.ser.corpus.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// Renders the synthetic corpus into a folder: 16 kHz, 16-bit, mono. The same configuration
/// produces the same bytes on every machine and for any number of threads.
public final class SyntheticRenderer {
  /// The file that names the configuration; written last.
  public static final String MARKER = "synthetic.txt";

  private SyntheticRenderer() {}

  /// Renders `config` into `folder`, unless it is there already. The marker file is written last:
  /// after an interruption the next call renders again.
  ///
  /// @param threads how many utterances to render at a time
  /// @param done called after each utterance with the number of those written
  /// @throws DataException if the folder holds something else
  /// @throws IOException if the folder cannot be written
  public static void render(Path folder, SyntheticConfig config, int threads, IntConsumer done)
      throws IOException {
    Path marker = folder.resolve(MARKER);
    if (Files.exists(marker)) {
      requireSame(folder, Files.readString(marker).strip(), config);
      return;
    }
    Map<String, Callable<Void>> jobs = jobs(folder, config);
    refuseStrangers(folder, jobs);
    for (int speaker = 1; speaker <= config.speakers(); speaker++) {
      Files.createDirectories(folder.resolve(speakerFolder(speaker)));
    }
    run(new ArrayList<>(jobs.values()), threads, done);
    byte[] name = (config.folderName() + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(marker, out -> out.write(name));
  }

  /// File → what writes it.
  private static Map<String, Callable<Void>> jobs(Path folder, SyntheticConfig config) {
    Map<String, Callable<Void>> jobs = new LinkedHashMap<>();
    for (int s = 1; s <= config.speakers(); s++) {
      for (String emotion : SpeechSynthesizer.EMOTIONS) {
        for (int i = 0; i < config.utterancesPerClass(); i++) {
          int speaker = s;
          int index = i;
          String key = speakerFolder(speaker) + "/" + emotion + "_" + twoDigits(index) + ".wav";
          jobs.put(
              key,
              () -> {
                float[] speech = SpeechSynthesizer.render(config.seed(), speaker, emotion, index);
                WavWriter.write(folder.resolve(key), speech, SpeechSynthesizer.SAMPLE_RATE);
                return null;
              });
        }
      }
    }
    return jobs;
  }

  private static void run(List<Callable<Void>> jobs, int threads, IntConsumer done)
      throws IOException {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Void>> futures = jobs.stream().map(executor::submit).toList();
      try {
        for (int i = 0; i < futures.size(); i++) {
          futures.get(i).get();
          done.accept(i + 1);
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException io) {
          throw io;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("rendering the synthetic corpus was interrupted", e);
      } finally {
        executor.shutdownNow();
      }
    }
  }

  private static void requireSame(Path folder, String found, SyntheticConfig config)
      throws DataException {
    if (!found.equals(config.folderName())) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: holds %s, not %s; choose another folder or delete this one",
              folder,
              found,
              config.folderName()));
    }
  }

  /// Recordings that this configuration does not overwrite would end up in the corpus.
  private static void refuseStrangers(Path folder, Map<String, ?> jobs) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Problems strangers = new Problems();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(key -> !jobs.containsKey(key) && !key.endsWith(".tmp"))
          .sorted()
          .forEach(strangers::add);
    }
    strangers.throwIfAny(folder + ": files of something else", "choose an empty folder");
  }

  private static String speakerFolder(int speaker) {
    return "speaker_" + twoDigits(speaker);
  }

  private static String twoDigits(int number) {
    return String.format(Locale.ROOT, "%02d", number);
  }
}
