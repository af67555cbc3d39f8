package dev.tenor.tools.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tenor.engine.tck.SharedFiles;
import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.features.FeatureProgress;
import dev.tenor.ser.voice.NetworkFrontEnd;
import dev.tenor.tools.TenorCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The features of a whole corpus by one and by two executors, beside those of this process: the
/// same files and the same values. It takes minutes, so it runs when asked for, and prints its
/// times.
@EnabledIfSystemProperty(named = "tenor.test.corpus", matches = "true")
final class CorpusTableTest {
  private static final int RECORDINGS = 7442;

  @TempDir static Path folder;

  @Test
  void executorsComputeWhatThisProcessDoes() throws Exception {
    Path corpus = SharedFiles.shared("corpora/crema-d");
    Path one = table(corpus, 1);
    Path two = table(corpus, 2);
    FeatureExtractor here = new FeatureExtractor(new NetworkFrontEnd(FeatureConfig.reference()), 1);
    int recordings = 0;
    long nanos = 0;
    for (Path file : parts(one)) {
      assertArrayEquals(
          Files.readAllBytes(file), Files.readAllBytes(two.resolve(file.getFileName())));
      List<FeatureParquet.Row> rows = new ArrayList<>();
      FeatureParquet.read(new Hadoop(), new org.apache.hadoop.fs.Path(file.toUri()), rows::add);
      List<AudioSource> sources =
          rows.stream().map(row -> AudioSource.of(Path.of(URI.create(row.file())))).toList();
      long start = System.nanoTime();
      List<FeatureExtractor.Result> expected = here.extractAll(sources, FeatureProgress.NONE);
      nanos += System.nanoTime() - start;
      for (int i = 0; i < rows.size(); i++) {
        assertArrayEquals(expected.get(i).features(), rows.get(i).features().features());
        assertEquals(expected.get(i).facts(), rows.get(i).features().facts());
      }
      recordings += rows.size();
    }
    assertEquals(RECORDINGS, recordings);
    print("this process, 1 thread", nanos);
  }

  private static List<Path> parts(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private static Path table(Path corpus, int executors) {
    Path out = folder.resolve("by " + executors);
    List<String> args = new ArrayList<>(List.of("features", corpus.toString(), "--out"));
    args.add(out.toString());
    for (Object more : TinyStudy.master("local-cluster[" + executors + ",1,1024]")) {
      args.add(more.toString());
    }
    StringWriter said = new StringWriter();
    long start = System.nanoTime();
    int code =
        TenorCli.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(said),
            args.toArray(String[]::new));
    print(executors + " executors", System.nanoTime() - start);
    assertEquals(0, code, said.toString());
    assertFalse(Files.exists(out.resolve("errors.csv")));
    return out;
  }

  private static void print(String who, long nanos) {
    System.out.println(String.format(Locale.ROOT, "%s: %.1f s", who, nanos / 1e9));
  }
}
