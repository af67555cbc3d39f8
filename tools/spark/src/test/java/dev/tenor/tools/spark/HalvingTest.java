package dev.tenor.tools.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A search by successive halving, each rung of which is a job of its own.
final class HalvingTest {
  @TempDir static Path folder;

  @Test
  void rungsOnSparkAreThoseOfOneProcess() throws IOException {
    TinyStudy study = new TinyStudy(folder);
    Path space = folder.resolve("space.json");
    Files.writeString(space, "{\"lr\": {\"min\": 1e-4, \"max\": 1e-2, \"log\": true}}");
    Object[] search = {"--space", space, "--trials", 3, "--method", "halving", "--epochs", 3};
    Path here = folder.resolve("here");
    study.run("search", here, search).ok();
    Path spark = folder.resolve("spark");
    Object[] master = TinyStudy.master("local[2]");
    study.run("search", spark, Stream.of(search, master).flatMap(Stream::of).toArray()).ok();
    TinyStudy.assertSameResults(here, spark);
  }
}
