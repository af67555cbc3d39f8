package dev.tenor.tools.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.engine.backend.BackendUnavailableException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/// What an application is set to.
final class SparkSettingsTest {
  @Test
  void executorsGetTheModuleBesideTheUsersOptions() {
    Map<String, String> given = Map.of("spark.executor.extraJavaOptions", "-Xss4m");
    SparkConf conf = SparkSettings.of("x", "local[1]", given);
    assertEquals(
        "--add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xss4m",
        conf.get("spark.executor.extraJavaOptions"));
    assertEquals("0", conf.get("spark.locality.wait"));
  }

  /// The tests are started with SPARK_LOCAL_IP=127.0.0.1.
  @Test
  void anotherMachineCannotReachThisOne() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> SparkSettings.of("x", "spark://192.0.2.1:7077", Map.of()))
            .getMessage();
    assertTrue(message.contains("set SPARK_LOCAL_IP"), message);
    Map<String, String> host = Map.of("spark.driver.host", "192.0.2.2");
    assertEquals(
        "192.0.2.2",
        SparkSettings.of("x", "spark://192.0.2.1:7077", host).get("spark.driver.host"));
    SparkSettings.of("x", "spark://127.0.0.1:7077", Map.of());
    assertThrows(IllegalArgumentException.class, () -> SparkSettings.of("x", "spark://", Map.of()));
  }

  @Test
  void anExecutorWithoutVectorsSaysWhichFlagItNeeds() {
    String text = TrainingTask.unfit(new BackendUnavailableException("simd cannot run: no module"));
    assertTrue(
        text.contains("spark.executor.extraJavaOptions=--add-modules=jdk.incubator.vector"), text);
    assertTrue(text.contains("simd cannot run: no module"), text);
  }
}
