package dev.tenor.tools.spark;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkConf;

/// The settings of a Spark application: the user's, and where they say nothing what suits
/// trainings.
final class SparkSettings {
  /// The modules and flags that the work needs on executors, whatever else they are started with.
  static final String EXECUTOR_OPTIONS =
      "--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED";

  private static final String EXTRA_OPTIONS = "spark.executor.extraJavaOptions";
  private static final String LOOPBACK = "127.0.0.1";

  private SparkSettings() {}

  /// @param given by the user; those of `spark-submit` are the system properties `spark.*`
  /// @throws IllegalArgumentException if one is none of Spark's, or the cluster's machines could
  ///   not reach this one
  static SparkConf of(String name, String master, Map<String, String> given) {
    SparkConf conf = new SparkConf().setAppName(name).setMaster(master);
    for (Map.Entry<String, String> setting : given.entrySet()) {
      if (!setting.getKey().startsWith("spark.")) {
        throw new IllegalArgumentException(
            "--conf " + setting.getKey() + ": the settings of Spark begin with 'spark.'");
      }
      conf.set(setting.getKey(), setting.getValue());
    }
    // Trainings do not care where they run, and their lines are those of the command.
    conf.setIfMissing("spark.locality.wait", "0");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    String extra = conf.get(EXTRA_OPTIONS, "");
    conf.set(EXTRA_OPTIONS, (EXECUTOR_OPTIONS + " " + extra).strip());
    bind(conf, master);
    return conf;
  }

  /// To this machine alone, unless another address is asked for.
  private static void bind(SparkConf conf, String master) {
    boolean addressed = System.getenv("SPARK_LOCAL_IP") != null;
    if (!addressed) { // Spark's page would listen on all addresses
      conf.setIfMissing("spark.ui.enabled", "false");
    }
    boolean here = master.startsWith("local");
    if (here && !addressed) {
      conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
      conf.setIfMissing("spark.driver.host", LOOPBACK);
    }
    if (master.startsWith("spark://") && !isLoopback(host(master))) {
      String driver = conf.get("spark.driver.host", System.getenv("SPARK_LOCAL_IP"));
      if (driver != null && isLoopback(driver)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "--master %s is another machine, which cannot reach %s; set SPARK_LOCAL_IP to the"
                    + " address of this machine in that network",
                master,
                driver));
      }
    }
  }

  /// Of the first of several masters.
  private static String host(String master) {
    String first = master.split(",")[0];
    String host = URI.create(first).getHost();
    if (host == null) {
      throw new IllegalArgumentException("--master " + master + ": give spark://HOST:PORT");
    }
    return host;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false; // Spark names the host that it cannot find
    }
  }
}
