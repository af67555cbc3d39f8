package dev.tenor.tools.options;

import dev.tenor.tools.console.Console;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import picocli.CommandLine.Option;

/// A cluster that does the work instead of this process.
public final class ClusterMixin {
  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Work on Apache Spark: local[N], local-cluster[N,CORES,MB], spark://HOST:PORT, yarn or"
              + " k8s://URL; see docs/scale.md (default: in this process).")
  private String master;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A setting of Spark, such as spark.executor.memory=4g; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /// Whether a cluster was asked for.
  ///
  /// @throws IllegalArgumentException if there are settings of a cluster without one
  public boolean isSet() {
    if (master == null && !settings.isEmpty()) {
      throw new IllegalArgumentException("--conf is for Spark; name its --master too");
    }
    return master != null;
  }

  /// A place as other processes name it: a path of this machine is made absolute, one with a scheme
  /// (`hdfs:`, `s3a:`, `file:`) stays.
  public static String absolute(String place) {
    return place.matches("[a-z][a-z0-9]+:.*")
        ? place
        : Path.of(place).toAbsolutePath().normalize().toString();
  }

  /// Connects; the caller closes it.
  ///
  /// @param name what the cluster calls the work
  /// @throws IllegalArgumentException if there is no library for clusters, or an option is wrong
  public Cluster open(String name, Console console) {
    Cluster.Provider provider =
        ServiceLoader.load(Cluster.Provider.class)
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--master "
                        + master
                        + " needs Spark, which is not on the class path; start tools/tenor, or"
                        + " spark-submit with tenor-spark.jar (docs/scale.md)"));
    return provider.open(name, master, settings, console::info);
  }
}
