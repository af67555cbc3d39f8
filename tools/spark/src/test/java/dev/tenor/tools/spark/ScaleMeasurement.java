package dev.tenor.tools.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Measures the same small study by one process and by 1, 2 and 4 executors on this machine, for
/// docs/scale.md: `ScaleMeasurement FOLDER [EPOCHS]`, with SPARK_HOME as the tests have it.
final class ScaleMeasurement {
  private static final int TRAININGS = 12;

  private ScaleMeasurement() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    String epochs = args.length > 1 ? args[1] : "100";
    TinyStudy study = new TinyStudy(folder.resolve("study"));
    Object[] settings = {"--folds", "0,1,2", "--seeds", "1,2,3,4", "--epochs", epochs};
    study
        .run("folds", folder.resolve("warm"), "--folds", "0", "--seeds", "1", "--epochs", "1")
        .ok();
    System.out.println("master,trainings,seconds,seconds a training");
    for (String master :
        List.of(
            "", "local-cluster[1,1,1024]", "local-cluster[2,1,1024]", "local-cluster[4,1,1024]")) {
      Object[] where = master.isEmpty() ? new Object[] {"--threads", 1} : TinyStudy.master(master);
      Path out = folder.resolve("study" + master.length() + master.replaceAll("[^0-9]+", "-"));
      long start = System.nanoTime();
      study.run("folds", out, Stream.of(settings, where).flatMap(Stream::of).toArray()).ok();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.println(
          String.format(
              Locale.ROOT,
              "%s,%d,%.1f,%.2f",
              master.isEmpty() ? "one process" : '"' + master + '"',
              TRAININGS,
              seconds,
              seconds / TRAININGS));
    }
  }
}
