package dev.tenor.ser.experiment.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenor.ser.DataException;
import dev.tenor.ser.experiment.Variant;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchSpaceTest {
  private static final String SPACE =
      "{\"lr\": {\"min\": 1e-4, \"max\": 1e-2, \"log\": true}, \"depth\": [0, 1, 2],"
          + " \"heads\": {\"min\": 1, \"max\": 3, \"integer\": true},"
          + " \"channels\": [[4, 8], [8, 16]]}";

  @TempDir Path folder;

  private SearchSpace space(String text) throws IOException {
    return SearchSpace.read(Files.writeString(folder.resolve("space.json"), text));
  }

  @Test
  void aTrialIsTheSameHoweverManyThereAreAndWhateverElseIsVaried() throws IOException {
    List<Variant> forty = space(SPACE).trials(1, 40);
    assertEquals(forty.subList(0, 7), space(SPACE).trials(1, 7));
    assertNotEquals(forty.subList(0, 7), space(SPACE).trials(2, 7));
    List<Variant> lr =
        space("{\"lr\": {\"min\": 1e-4, \"max\": 1e-2, \"log\": true}}").trials(1, 40);
    for (int i = 0; i < 40; i++) {
      assertEquals("trial " + (i + 1), forty.get(i).name());
      assertEquals(lr.get(i).settings().get("lr"), forty.get(i).settings().get("lr"));
    }
  }

  @Test
  void drawsCoverTheSpaceAndStayInIt() throws IOException {
    List<Variant> trials = space(SPACE).trials(3, 400);
    assertEquals(Set.of(0, 1, 2), values(trials, "depth"));
    assertEquals(Set.of(1, 2, 3), values(trials, "heads"), "both ends are in it");
    assertEquals(Set.of(List.of(4, 8), List.of(8, 16)), values(trials, "channels"));
    long small = trials.stream().filter(t -> (double) t.settings().get("lr") < 1e-3).count();
    assertTrue(small > 150 && small < 250, small + " of 400 below the geometric mean");
    for (Object lr : values(trials, "lr")) {
      assertTrue((double) lr >= 1e-4 && (double) lr <= 1e-2, lr.toString());
      assertTrue(
          new BigDecimal(lr.toString()).stripTrailingZeros().precision() <= 3, lr.toString());
    }
  }

  private static Set<Object> values(List<Variant> trials, String setting) {
    return trials.stream().map(t -> t.settings().get(setting)).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"lr\": []}|lr is []: there is no value",
        "{\"lr\": [null]}|null is no value",
        "{\"lr\": 3}|expected a list of values, or min and max",
        "{\"lr\": {\"min\": 1}}|max is not a number",
        "{\"lr\": {\"min\": 2, \"max\": 1}}|min 2.0 is not below max 1.0",
        "{\"lr\": {\"min\": 0, \"max\": 1, \"log\": true}}|log needs a min above 0",
        "{\"lr\": {\"min\": 0, \"max\": 1.5, \"integer\": true}}|integer needs whole numbers",
        "{\"lr\": {\"min\": 0, \"max\": 1, \"step\": 1}}|unknown key 'step'",
        "{\"lr\": {\"min\": 0, \"max\": 1, \"log\": 1}}|log is not true or false",
        "{}|is no JSON object with settings",
        "[1]|is no JSON object with settings",
        "{\"lr\":|is not valid JSON",
      })
  void whatIsNoSpaceIsRefused(String text, String expected) {
    String message = assertThrows(DataException.class, () -> space(text)).getMessage();
    assertTrue(message.contains(expected), message);
    assertTrue(message.contains("space.json"), message);
  }

  @Test
  void aMissingFileAndNoTrialAreRefused() throws IOException {
    assertThrows(DataException.class, () -> SearchSpace.read(folder));
    SearchSpace space = space(SPACE);
    assertThrows(IllegalArgumentException.class, () -> space.trials(1, 0));
  }
}
