package dev.tenor.ser.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Functionals against values computed by hand.
final class FunctionalsTest {
  /// Levels 0, 2, 4, 6: only the first is below 0.9.
  @Test
  void aMatrixByHand() {
    float[] logMel = {0, 0, 1, 3, 5, 3, 3, 9};
    float[] expected = {
      3,
      5, // means of 1 5 3 and 3 3 9
      (float) Math.sqrt(8.0 / 3),
      (float) Math.sqrt(8), // deviations
      3,
      3, // (4 + 2) / 2 and (0 + 6) / 2
      3.2f,
      4.8f // sorted 1 3 5: 4.6 − 1.4; 3 3 9: 7.8 − 3
    };
    assertArrayEquals(expected, Functionals.of(logMel, 2), 1e-6f);
  }

  @Test
  void aFrameAtTheThresholdIsUsed() {
    // Levels −80, −65, 20: the threshold is −65.
    assertArrayEquals(
        new float[] {-22.5f, 42.5f, 85, 68}, Functionals.of(new float[] {-80, -65, 20}, 1), 1e-5f);
  }

  @Test
  void zeroPaddingChangesNothing() {
    float[] speech = {-80, 10, 20, 15, 30, -70};
    float[] padded = {-80, 10, 20, 15, 30, -70, -80, -80, -80, -80};
    assertArrayEquals(Functionals.of(speech, 1), Functionals.of(padded, 1));
  }

  @Test
  void allFramesAreUsedWhereOneWouldRemain() {
    assertArrayEquals(
        new float[] {4, (float) Math.sqrt(32), 12, 9.6f},
        Functionals.of(new float[] {0, 12, 0}, 1),
        1e-6f);
  }

  @Test
  void silenceIsUsedWhole() {
    float[] silence = {-80, -70, -80, -70, -80, -70};
    assertArrayEquals(
        new float[] {-80, -70, 0, 0, 0, 0, 0, 0}, Functionals.of(silence, 2), "means alone");
  }

  @Test
  void oneFrameHasMeansAlone() {
    assertArrayEquals(new float[] {7, 8, 0, 0, 0, 0, 0, 0}, Functionals.of(new float[] {7, 8}, 2));
  }

  @Test
  void refusesWhatIsNoFrame() {
    assertThrows(IllegalArgumentException.class, () -> Functionals.of(new float[0], 2));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Functionals.of(new float[3], 2))
            .getMessage();
    assertTrue(message.contains("3 values are no frames of 2 mel bands"), message);
  }
}
