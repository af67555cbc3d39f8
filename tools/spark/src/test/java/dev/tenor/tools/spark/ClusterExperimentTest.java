package dev.tenor.tools.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// An experiment on executors that are processes of their own, some of which are killed: all its
/// results arrive, and are those of one process.
final class ClusterExperimentTest {
  private static final Object[] FOLDS = {"--folds", "0,1", "--seeds", "1,2", "--epochs", 25};

  @TempDir static Path folder;

  private static TinyStudy study;
  private static Path local;

  @BeforeAll
  static void runHere() throws IOException {
    study = new TinyStudy(folder);
    local = folder.resolve("local");
    study.run("folds", local, FOLDS).ok();
  }

  private static TinyStudy.Ended run(Path out, Object[] master) {
    Object[] args = Stream.of(FOLDS, master).flatMap(Stream::of).toArray();
    return study.run("folds", out, args);
  }

  @Test
  void anExecutorIsKilled() throws Exception {
    Path out = folder.resolve("lost");
    CompletableFuture<Long> killed = TinyStudy.beside(() -> killed(out));
    TinyStudy.Ended ended = run(out, TinyStudy.master("local-cluster[3,1,1024]")).ok();
    assertTrue(killed.get(1, TimeUnit.SECONDS) > 0);
    assertTrue(ended.err().contains("continued elsewhere"), ended.err());
    assertTrue(ended.err().contains("[4/4] "), ended.err());
    TinyStudy.assertSameResults(local, out);
  }

  /// Spark's own master and workers, as its distribution starts them. It takes a minute, and what
  /// it adds to the test above is Spark's own: so it runs when asked for, see docs/scale.md.
  @Test
  @EnabledIfSystemProperty(named = "tenor.test.standalone", matches = "true")
  void aWorkerIsKilledAndReplaced() throws Exception {
    Path out = folder.resolve("standalone");
    try (Standalone cluster = Standalone.start(folder.resolve("daemons"))) {
      cluster.addWorker();
      Process second = cluster.addWorker();
      CompletableFuture<Process> replaced =
          TinyStudy.beside(() -> {
            TinyStudy.awaitCheckpoint(out);
            second.destroyForcibly().waitFor();
            return cluster.addWorker();
          });
      TinyStudy.Ended ended = run(out, TinyStudy.master(cluster.url())).ok();
      replaced.get(1, TimeUnit.MINUTES);
      assertTrue(ended.err().contains("[4/4] "), ended.err());
    }
    TinyStudy.assertSameResults(local, out);
    TinyStudy.Ended again = study.run("folds", out, FOLDS).ok();
    assertEquals("4 runs were finished before", again.err().strip());
  }

  /// Kills an executor, which are the only children of this process, as soon as there is a
  /// checkpoint.
  ///
  /// @return its process id
  private static long killed(Path out) throws IOException, InterruptedException {
    TinyStudy.awaitCheckpoint(out);
    ProcessHandle executor =
        ProcessHandle.current()
            .children()
            .filter(p -> p.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow();
    executor.destroyForcibly();
    return executor.pid();
  }
}
