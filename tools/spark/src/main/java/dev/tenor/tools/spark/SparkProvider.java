package dev.tenor.tools.spark;

import dev.tenor.tools.options.Cluster;
import java.util.Map;
import java.util.function.Consumer;

/// Connects to Spark.
public final class SparkProvider implements Cluster.Provider {
  @Override
  public Cluster open(
      String name, String master, Map<String, String> settings, Consumer<String> said) {
    return SparkCluster.open(name, master, settings, said);
  }
}
