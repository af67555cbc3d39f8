package dev.tenor.ser.audio;

/// Whether a signal repeats itself with the period of a voice.
final class Voicing {
  /// The signal's band ends at 0.9 of half this rate: the lower harmonics, which noise covers last.
  private static final int RATE = 4_000;

  private static final int REDUCTION = SpeechFrames.RATE / RATE;
  private static final Resampler RESAMPLER = new Resampler(SpeechFrames.RATE, RATE);

  /// 30 ms.
  private static final int LENGTH = 120;

  /// Periods of 400 and 70 Hz.
  private static final int SHORTEST = RATE / 400;

  private static final int LONGEST = RATE / 70;
  private static final double PERIODIC = 0.5;

  /// Less than any recording's noise, squared or not.
  private static final double NOTHING = 1e-18;

  /// Corner of the high-pass filter against the hum of the mains, a Butterworth of second order.
  private static final double CORNER = 100;

  private final float[] signal;
  private final double[] correlation = new double[LONGEST - SHORTEST + 3];

  /// @param samples at [SpeechFrames#RATE]
  Voicing(float[] samples) {
    signal = RESAMPLER.resample(samples);
    highPass(signal);
  }

  /// @param middle of the frame, in samples of the constructor's signal
  boolean isVoiced(int middle) {
    int start = middle / REDUCTION - LENGTH / 2 - LONGEST / 2;
    if (start < 0 || start + LENGTH + LONGEST + 1 > signal.length) {
      return false; // within 40 ms of the recording's ends
    }
    double energy = product(start, start);
    if (energy <= NOTHING) {
      return false;
    }
    double moved = product(start + SHORTEST - 1, start + SHORTEST - 1);
    for (int i = 0; i < correlation.length; i++) {
      int later = start + SHORTEST - 1 + i;
      double norm = Math.sqrt(energy * Math.max(moved, 0));
      correlation[i] = norm <= NOTHING ? 0 : product(start, later) / norm;
      moved += square(later + LENGTH) - square(later);
    }
    for (int i = 1; i < correlation.length - 1; i++) {
      double c = correlation[i];
      if (c >= PERIODIC && c >= correlation[i - 1] && c >= correlation[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private double square(int i) {
    return i < signal.length ? (double) signal[i] * signal[i] : 0;
  }

  private double product(int a, int b) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    for (int i = 0; i < LENGTH; i += 4) {
      s0 += signal[a + i] * signal[b + i];
      s1 += signal[a + i + 1] * signal[b + i + 1];
      s2 += signal[a + i + 2] * signal[b + i + 2];
      s3 += signal[a + i + 3] * signal[b + i + 3];
    }
    return (double) (s0 + s1) + (s2 + s3);
  }

  private static void highPass(float[] x) {
    double w = StrictMath.tan(Math.PI * CORNER / RATE);
    double norm = 1 / (1 + Math.sqrt(2) * w + w * w);
    double a1 = 2 * (w * w - 1) * norm;
    double a2 = (1 - Math.sqrt(2) * w + w * w) * norm;
    double z1 = 0;
    double z2 = 0;
    for (int i = 0; i < x.length; i++) {
      double in = norm * x[i];
      double out = in + z1;
      z1 = -2 * in - a1 * out + z2;
      z2 = Math.abs(in - a2 * out) < NOTHING ? 0 : in - a2 * out; // denormal numbers are slow
      x[i] = Math.abs(out) < NOTHING ? 0 : (float) out;
    }
  }
}
