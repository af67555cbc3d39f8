package dev.tenor.ser.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnFftTest {
  @ParameterizedTest
  @CsvSource({"1,5", "2,1", "4,3", "8,16", "16,7", "32,64", "64,33", "128,2", "256,1"})
  void everyColumnIsTransformedAsTheDefinitionSays(int length, int columns) {
    ColumnFft fft = new ColumnFft(length, columns);
    for (int round = 0; round < 2; round++) { // the second in arrays that have been used
      Random random = new Random(length + round);
      double[][] re = new double[length][];
      double[][] im = new double[length][];
      for (int row = 0; row < length; row++) {
        re[row] = random.doubles(columns, -1, 1).toArray();
        im[row] = random.doubles(columns, -1, 1).toArray();
        System.arraycopy(re[row], 0, fft.re[row], 0, columns);
        System.arraycopy(im[row], 0, fft.im[row], 0, columns);
      }
      fft.transform();
      for (int c = 0; c < columns; c++) {
        assertColumn(re, im, fft, c);
      }
    }
  }

  private static void assertColumn(double[][] re, double[][] im, ColumnFft fft, int c) {
    int n = re.length;
    for (int k = 0; k < n; k++) {
      double sumRe = 0;
      double sumIm = 0;
      for (int j = 0; j < n; j++) {
        double angle = -2 * Math.PI * (j * k % n) / n;
        sumRe += re[j][c] * Math.cos(angle) - im[j][c] * Math.sin(angle);
        sumIm += re[j][c] * Math.sin(angle) + im[j][c] * Math.cos(angle);
      }
      assertEquals(sumRe, fft.resultRe[k][c], 1e-12, "real part of " + k + " in column " + c);
      assertEquals(sumIm, fft.resultIm[k][c], 1e-12, "imaginary part of " + k + " in column " + c);
    }
  }
}
