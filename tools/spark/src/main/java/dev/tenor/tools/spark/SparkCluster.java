package dev.tenor.tools.spark;

import dev.tenor.ser.audio.FeatureConfig;
import dev.tenor.ser.experiment.Trainings;
import dev.tenor.ser.run.Execution;
import dev.tenor.tools.options.Cluster;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;

/// A connection to Spark.
final class SparkCluster implements Cluster {
  private final SparkContext context;
  private final Consumer<String> said;

  private SparkCluster(SparkContext context, Consumer<String> said) {
    this.context = context;
    this.said = said;
  }

  /// @throws IllegalArgumentException if the master or a setting is wrong
  static SparkCluster open(
      String name, String master, Map<String, String> settings, Consumer<String> said) {
    SparkConf conf = SparkSettings.of(name, master, settings);
    SparkContext context = connect(conf, master);
    String page = context.uiWebUrl().isEmpty() ? "" : ", its page is " + context.uiWebUrl().get();
    said.accept("Spark " + context.version() + " at " + master + page);
    return new SparkCluster(context, said);
  }

  private static SparkContext connect(SparkConf conf, String master) {
    try {
      return new SparkContext(conf);
    } catch (Exception e) { // Scala does not declare what it throws
      if (e instanceof SparkException || e instanceof IllegalArgumentException) {
        throw new IllegalArgumentException("--master " + master + ": " + e.getMessage(), e);
      }
      throw e;
    }
  }

  @Override
  public Trainings trainings(Execution execution) {
    int threads = context.conf().getInt("spark.task.cpus", 1);
    return new SparkTrainings(context, Order.Settings.of(execution, threads), said);
  }

  @Override
  public Table features(FeatureConfig config, List<String> files, String out, Progress progress)
      throws IOException, InterruptedException {
    return new FeatureRun(context, config, out, progress).run(files);
  }

  @Override
  public void close() {
    context.stop();
  }
}
