package dev.tenor.ser.audio;

/// Band-limited resampling by a Kaiser-windowed sinc: flat to 0.9 of the lower of the two Nyquist
/// frequencies, at least 80 dB down from that frequency on.
///
/// With from : to reduced to M : L, output n lies at n·M/L of the input, so there are L distinct
/// phases. Up to [#MAX_PHASES] of them each has its own filter; odd rates with more blend the two
/// nearest of MAX_PHASES filters, an error below −100 dB. A filter is the impulse response at the
/// taps of its phase, scaled to sum 1, so that constants are preserved.
///
/// Instances are immutable and may be shared.
public final class Resampler {
  /// Lowest input or output rate in hertz.
  public static final int MIN_RATE = 1_000;

  /// Highest input or output rate in hertz.
  public static final int MAX_RATE = 768_000;

  private static final int MAX_PHASES = 512;

  /// Attenuation in decibels for which the window is designed, and its transition from 0.9 to 1.0
  /// of the Nyquist frequency (Kaiser's formulas for beta and length, J. F. Kaiser 1974).
  private static final double ATTENUATION = 90;

  private static final double BETA = 0.1102 * (ATTENUATION - 8.7);
  private static final double TRANSITION = 0.1;
  private static final double CUTOFF = 1 - TRANSITION / 2;

  private final int fromRate;
  private final long up;
  private final long down;
  private final int phases;

  /// [phases + 1, 2 * reach], the last row being the first one shifted by a sample.
  private final float[][] filters;

  /// Taps on either side of the position of an output.
  private final int reach;

  /// @throws IllegalArgumentException where a rate is outside 1 kHz..768 kHz
  public Resampler(int fromRate, int toRate) {
    checkRate(fromRate);
    checkRate(toRate);
    this.fromRate = fromRate;
    int gcd = gcd(fromRate, toRate);
    up = toRate / gcd;
    down = fromRate / gcd;
    phases = (int) Math.min(up, MAX_PHASES);
    double band = Math.min(1, (double) toRate / fromRate);
    double halfWidth = (ATTENUATION - 7.95) / (2.285 * Math.PI * TRANSITION) / 2 / band;
    reach = (int) Math.ceil(halfWidth) + 1;
    filters = up == down ? new float[0][] : new float[phases + 1][];
    for (int p = 0; p < filters.length; p++) {
      filters[p] = filter((double) p / phases, halfWidth, band);
    }
  }

  /// The rate in hertz from which this instance resamples.
  public int fromRate() {
    return fromRate;
  }

  /// @param samples `[n]`; beyond its ends the signal counts as zero
  /// @return the signal at the new rate, [ceil(n · to / from)]; `samples` itself if the rates agree
  public float[] resample(float[] samples) {
    if (up == down) {
      return samples;
    }
    long length = Math.ceilDiv(samples.length * up, down);
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "resampling " + samples.length + " samples makes " + length + ", too many for an array");
    }
    float[] out = new float[(int) length];
    for (int n = 0; n < out.length; n++) {
      long position = n * down;
      int start = (int) (position / up) - reach + 1;
      double phase = (double) (position % up) / up * phases;
      int p = (int) phase;
      float blend = phases == up ? 0 : (float) (phase - p);
      if (phases == up) {
        p = (int) (position % up);
      }
      float value = dot(filters[p], samples, start);
      out[n] = blend == 0 ? value : value + blend * (dot(filters[p + 1], samples, start) - value);
    }
    return out;
  }

  /// Taps of the output that lies `phase` samples, 0..1, after input sample `reach − 1`.
  private float[] filter(double phase, double halfWidth, double band) {
    double[] taps = new double[2 * reach];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      double t = i - (reach - 1) - phase;
      taps[i] = sinc(CUTOFF * band * t) * kaiser(t / halfWidth);
      sum += taps[i];
    }
    float[] filter = new float[taps.length];
    for (int i = 0; i < taps.length; i++) {
      filter[i] = (float) (taps[i] / sum);
    }
    return filter;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) > 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
  }

  /// I0, the modified Bessel function of order zero, by its power series Σ ((x/2)^k / k!)².
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= x * x / 4 / ((double) k * k);
      sum += term;
    }
    return sum;
  }

  /// Σ `filter[i] · samples[start + i]`; samples outside the array are zero.
  private static float dot(float[] filter, float[] samples, int start) {
    int i = Math.max(0, -start);
    int end = Math.min(filter.length, samples.length - start);
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (; i + 3 < end; i += 4) {
      s0 += filter[i] * samples[start + i];
      s1 += filter[i + 1] * samples[start + i + 1];
      s2 += filter[i + 2] * samples[start + i + 2];
      s3 += filter[i + 3] * samples[start + i + 3];
    }
    for (; i < end; i++) {
      s0 += filter[i] * samples[start + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static void checkRate(int rate) {
    if (rate < MIN_RATE || rate > MAX_RATE) {
      throw new IllegalArgumentException(
          "sample rate " + rate + " Hz is outside " + MIN_RATE + ".." + MAX_RATE + " Hz");
    }
  }
}
