package dev.tenor.bench.cases;

import dev.tenor.engine.backend.Backend;
import dev.tenor.ser.audio.Fft;
import java.util.LinkedHashMap;
import java.util.Map;

/// The power spectra of two real signals of length n, in one transform, in double precision on one
/// core. Compared with a naive transform.
record FftCase(int n) implements Case {
  @Override
  public String family() {
    return "front end";
  }

  @Override
  public String name() {
    return "fft";
  }

  @Override
  public Map<String, String> shape() {
    return Case.shape("n", n);
  }

  /// 5·n·log₂ n, as is usual.
  @Override
  public double flop() {
    return 5.0 * n * Integer.numberOfTrailingZeros(n);
  }

  @Override
  public double bytes() {
    return Double.BYTES * (2.0 * n + n + 2);
  }

  @Override
  public double bound(String result) {
    return 1e-12;
  }

  @Override
  public boolean isPlain() {
    return true;
  }

  @Override
  public Work prepare(Backend backend) {
    return new FftWork(n, false);
  }

  @Override
  public Work reference(Backend scalar) {
    return new FftWork(n, true);
  }

  private static final class FftWork implements Work {
    private final int n;
    private final boolean naive;
    private final float[] a;
    private final float[] b;
    private final Fft fft;
    private final double[] powersA;
    private final double[] powersB;

    FftWork(int n, boolean naive) {
      this.n = n;
      this.naive = naive;
      a = Operands.values("fft a", n);
      b = Operands.values("fft b", n);
      fft = new Fft(n);
      powersA = new double[n / 2 + 1];
      powersB = new double[n / 2 + 1];
    }

    @Override
    public void run() {
      if (naive) {
        naive(a, powersA);
        naive(b, powersB);
        return;
      }
      fill(fft.a(), a);
      fill(fft.b(), b);
      fft.powers(powersA, powersB);
    }

    private static void fill(double[][] rows, float[] signal) {
      int at = 0;
      for (double[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          row[i] = signal[at++];
        }
      }
    }

    private void naive(float[] signal, double[] powers) {
      for (int k = 0; k < powers.length; k++) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < n; i++) {
          double angle = 2 * Math.PI * ((long) i * k % n) / n;
          re += signal[i] * Math.cos(angle);
          im -= signal[i] * Math.sin(angle);
        }
        powers[k] = re * re + im * im;
      }
    }

    @Override
    public Map<String, float[]> results() {
      Map<String, float[]> results = new LinkedHashMap<>();
      results.put("powers of a", floats(powersA));
      results.put("powers of b", floats(powersB));
      return results;
    }

    private static float[] floats(double[] values) {
      float[] floats = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    @Override
    public void close() {}
  }
}
