package dev.tenor.tools.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The same small study by one process and by 1, 2 and 4 executors on this machine, with the same
/// results. It runs when asked for, and prints its times, which docs/scale.md explains.
@EnabledIfSystemProperty(named = "tenor.test.scale", matches = "true")
final class ScaleTest {
  private static final int TRAININGS = 12;

  @TempDir static Path folder;

  @Test
  void executorsShareAStudy() throws IOException {
    TinyStudy study = new TinyStudy(folder.resolve("study"));
    run(study, "warm", "", "0", "1", "1");
    for (String epochs : List.of("1", "150")) { // with almost nothing to do, and with something
      Path here = null;
      for (String master :
          List.of(
              "",
              "local-cluster[1,1,1024]",
              "local-cluster[2,1,1024]",
              "local-cluster[4,1,1024]")) {
        String name = epochs + " epochs " + master.replaceAll("[^0-9]+", "-");
        long start = System.nanoTime();
        Path out = run(study, name, master, "0,1,2", "1,2,3,4", epochs);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(
            String.format(
                Locale.ROOT,
                "%d trainings of %s epochs by %s: %.1f s",
                TRAININGS,
                epochs,
                master.isEmpty() ? "this process" : master,
                seconds));
        if (here == null) {
          here = out;
        }
        TinyStudy.assertSameResults(here, out);
      }
    }
  }

  private static Path run(
      TinyStudy study, String name, String master, String folds, String seeds, String epochs) {
    Path out = folder.resolve(name);
    Object[] settings = {"--folds", folds, "--seeds", seeds, "--epochs", epochs};
    Object[] where = master.isEmpty() ? new Object[] {"--threads", 1} : TinyStudy.master(master);
    study.run("folds", out, Stream.of(settings, where).flatMap(Stream::of).toArray()).ok();
    return out;
  }
}
