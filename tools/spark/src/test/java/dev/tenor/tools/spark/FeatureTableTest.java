package dev.tenor.tools.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.audio.AudioSource;
import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.config.Json;
import dev.tenor.ser.features.FeatureCache;
import dev.tenor.ser.features.FeatureExtractor;
import dev.tenor.ser.features.FeatureProgress;
import dev.tenor.ser.features.KeyedFeatures;
import dev.tenor.ser.voice.NetworkFrontEnd;
import dev.tenor.tools.TenorCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Features as a table: written by Spark from `file:`, read by an experiment.
final class FeatureTableTest {
  @TempDir static Path folder;

  private static String tenor(int code, Object... args) {
    StringWriter said = new StringWriter();
    String[] words = Stream.of(args).map(Object::toString).toArray(String[]::new);
    int ended = TenorCli.run(new PrintWriter(new StringWriter()), new PrintWriter(said), words);
    assertEquals(code, ended, said.toString());
    return said.toString();
  }

  private static String features(int code, Path out, String place, String... other) {
    List<Object> args = new ArrayList<>(List.of("features", place, "--out", out));
    args.addAll(List.of("--seconds", "1", "--n-fft", "256", "--win-length", "256"));
    args.addAll(List.of("--n-mels", other.length == 0 ? "20" : "16"));
    args.addAll(
        List.of(
            TinyStudy.master(out.endsWith("cluster") ? "local-cluster[1,1,1024]" : "local[2]")));
    return tenor(code, args.toArray());
  }

  @Test
  void aTableHoldsWhatIsComputedHere() throws Exception {
    TinyStudy study = new TinyStudy(folder.resolve("study"));
    Path clip = study.corpus().resolve("speaker_01/angry_00.wav");
    Path kept = Files.copy(clip, folder.resolve("kept.wav"));
    Files.writeString(clip, "no recording");
    Path out = folder.resolve("table");
    String place = study.corpus().toUri().toString();
    String first = features(0, out, place);
    assertTrue(first.contains("1 that cannot be read are listed in " + out), first);
    List<String> errors = Files.readAllLines(out.resolve("errors.csv"));
    assertEquals("file,error", errors.getFirst());
    assertTrue(errors.get(1).startsWith("file:" + clip + ","), errors.get(1));
    assertTrue(Files.exists(out.resolve("part-00000-incomplete.parquet")));
    assertEquals(47, new ParquetTables().read(out.toString()).size());

    Files.copy(kept, clip, StandardCopyOption.REPLACE_EXISTING);
    features(0, out, place);
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(
          List.of("features.json", "part-00000.parquet"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    assertSameAsHere(study.corpus(), out);
    byte[] before = Files.readAllBytes(out.resolve("part-00000.parquet"));
    features(0, out, place);
    assertArrayEquals(before, Files.readAllBytes(out.resolve("part-00000.parquet")));
    String other = features(3, out, place, "otherwise");
    assertTrue(other.contains("holds features of other recordings or settings"), other);
    assertTrue(features(3, out, folder + "/nothing").contains("does not exist"));
    Path cluster = folder.resolve("cluster"); // another process
    features(0, cluster, place);
    assertArrayEquals(before, Files.readAllBytes(cluster.resolve("part-00000.parquet")));
    anExperimentReadsIt(study, out);
  }

  private static void assertSameAsHere(Path corpus, Path out) throws Exception {
    FeatureConfig config =
        Json.with(
            FeatureConfig.reference(),
            Map.of("seconds", 1, "nFft", 256, "winLength", 256, "nMels", 20));
    List<AudioSource> sources =
        TinyStudy.files(corpus).stream()
            .filter(f -> f.toString().endsWith(".wav"))
            .sorted((a, b) -> a.toString().compareTo(b.toString()))
            .map(AudioSource::of)
            .toList();
    List<FeatureExtractor.Result> here =
        new FeatureExtractor(new NetworkFrontEnd(config), 2)
            .extractAll(sources, FeatureProgress.NONE);
    List<KeyedFeatures> table = new ParquetTables().read(out.toString());
    assertEquals(here.size(), table.size());
    for (int i = 0; i < here.size(); i++) {
      assertArrayEquals(here.get(i).features(), table.get(i).features());
      assertEquals(here.get(i).facts(), table.get(i).facts());
    }
    FeatureCache cache = FeatureCache.of(null, String::length, out.toString(), table);
    for (FeatureExtractor.Result found :
        new FeatureExtractor(new NetworkFrontEnd(config), 2, cache)
            .extractAll(sources, FeatureProgress.NONE)) {
      assertTrue(found.cached(), found.source().toString());
    }
    org.apache.hadoop.fs.Path part = new org.apache.hadoop.fs.Path(out + "/part-00000.parquet");
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(part, new Hadoop().settings()))) {
      Map<String, String> metadata = reader.getFileMetaData().getKeyValueMetaData();
      assertTrue(metadata.get("tenor.front_end").contains("\"nMels\":20"), metadata.toString());
      assertTrue(metadata.get("tenor.columns").startsWith("mel_0,mel_1,"), metadata.toString());
    }
  }

  private static void anExperimentReadsIt(TinyStudy study, Path table) throws IOException {
    Path here = folder.resolve("here");
    Object[] folds = {"--folds", "0", "--seeds", "1", "--epochs", 1};
    study.run("folds", here, folds).ok();
    Path out = folder.resolve("from table");
    Object[] more = {"--features", table};
    study.run("folds", out, Stream.of(folds, more).flatMap(Stream::of).toArray()).ok();
    TinyStudy.assertSameResults(here, out);
    Path none = folder.resolve("none");
    Files.createDirectories(none);
    TinyStudy.Ended wrong =
        study.run(
            "folds",
            out,
            Stream.of(folds, new Object[] {"--features", none}).flatMap(Stream::of).toArray());
    assertEquals(3, wrong.code());
    assertTrue(wrong.err().contains("holds no table of features"), wrong.err());
    assertFalse(wrong.err().contains("unexpected"), wrong.err());
  }
}
