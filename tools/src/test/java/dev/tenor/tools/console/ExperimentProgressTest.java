package dev.tenor.tools.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExperimentProgressTest {
  @ParameterizedTest
  @CsvSource({"0.4,0 s", "89,89 s", "90,2 min", "200,3 min", "5399,1 h 30 min", "7800,2 h 10 min"})
  void timeIsToldAsPeopleTellIt(double seconds, String expected) {
    assertEquals(expected, ExperimentProgress.time(seconds));
  }
}
