package dev.tenor.ser.audio;

import static dev.tenor.engine.tck.SharedFiles.shared;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardizerTest {
  @TempDir Path folder;

  @Test
  void fitsEveryBinOverAllFrames() {
    Standardizer fitted =
        Standardizer.fit(List.of(new float[] {1, 10, 3, 20}, new float[] {5, 30}), 2);
    assertArrayEquals(new double[] {3, 20}, fitted.mean(), 1e-12);
    assertArrayEquals(new double[] {Math.sqrt(8.0 / 3), Math.sqrt(200.0 / 3)}, fitted.std(), 1e-12);
  }

  @Test
  void standardisedTrainingDataHaveMeanZeroAndStdOne() {
    float[] features = {-1e6f, 3, -1e6f + 1, 5, -1e6f + 2, 9};
    Standardizer.fit(List.of(features), 2).apply(features);
    Standardizer again = Standardizer.fit(List.of(features), 2);
    assertArrayEquals(new double[] {0, 0}, again.mean(), 1e-6);
    assertArrayEquals(new double[] {1, 1}, again.std(), 1e-6);
  }

  @Test
  void aBinThatNeverChangesIsOnlyCentred() {
    float[] features = {0.1f, 0.1f, 0.1f};
    Standardizer fitted = Standardizer.fit(List.of(features), 1);
    assertEquals(1, fitted.std()[0]);
    fitted.apply(features);
    assertArrayEquals(new float[3], features, 1e-7f);
  }

  @Test
  void refusesNothingAndWhatIsNoNumber() {
    assertThrows(IllegalArgumentException.class, () -> Standardizer.fit(List.of(), 40));
    assertThrows(
        IllegalArgumentException.class,
        () -> Standardizer.fit(List.of(new float[] {1, Float.NaN}), 2));
    assertThrows(
        IllegalArgumentException.class, () -> Standardizer.fit(List.of(new float[41]), 40));
    assertThrows(
        IllegalArgumentException.class, () -> new Standardizer(new double[] {0}, new double[] {0}));
  }

  @Test
  void survivesJson() throws IOException {
    Standardizer fitted = new Standardizer(new double[] {1.0 / 3, -40}, new double[] {0.1, 7});
    ObjectMapper json = new ObjectMapper();
    Standardizer read = json.readValue(json.writeValueAsString(fitted), Standardizer.class);
    assertArrayEquals(fitted.mean(), read.mean());
    assertArrayEquals(fitted.std(), read.std());
  }

  @Test
  void loadsTheReferenceScaler() throws IOException {
    Standardizer scaler = Standardizer.load(shared("paper/reference_scaler.csv"));
    assertEquals(40, scaler.nMels());
    assertEquals(-31.738347554177697, scaler.mean()[0]);
    assertEquals(17.387717788393733, scaler.std()[1]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mel,mean_db\\n0,1\\n | has no column 'scale_db'",
        "mel,mean_db,scale_db\\n | holds no mel bin",
        "'' | holds no mel bin",
        "mel,mean_db,scale_db\\n0,1,2\\n2,1,2\\n | line 3 is mel bin 2, expected 1",
        "mel,mean_db,scale_db\\n0,loud,2\\n | line 2: mean_db is 'loud', must be a number",
        "mel,mean_db,scale_db\\n0,NaN,2\\n | line 2: mean_db is 'NaN', must be a number",
        "mel,mean_db,scale_db\\n0,1,0\\n | line 2: scale_db is 0.0, must be positive",
        "mel,mean_db,scale_db\\n0,1\\n | scale_db"
      })
  void namesThePlaceOfAnErrorInTheTable(String text, String message) throws IOException {
    Path csv = Files.writeString(folder.resolve("scaler.csv"), text.replace("\\n", "\n"));
    var e = assertThrows(DataException.class, () -> Standardizer.load(csv));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().startsWith(csv.toString()), e.getMessage());
  }

  @Test
  void saysWhereTheTableIsMissing() {
    var e = assertThrows(DataException.class, () -> Standardizer.load(folder.resolve("no.csv")));
    assertTrue(e.getMessage().contains("no such file"), e.getMessage());
  }
}
