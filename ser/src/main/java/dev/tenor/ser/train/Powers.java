package dev.tenor.ser.train;

/// Powers of 2 and their logarithms, as fast as augmentation needs them: polynomials in float32,
/// the same bits on every processor.
final class Powers {
  private static final int BIAS = 127;
  private static final int MANTISSA = 23;
  private static final float MAX = 126;

  /// 2 / (ln 2 · k) for k = 1, 3, 5, 7: log₂((1 + s)/(1 − s)) = Σ Lₖ·sᵏ.
  private static final float L1 = 2.88539008f;

  private static final float L3 = 0.961796694f;
  private static final float L5 = 0.577078016f;
  private static final float L7 = 0.412198583f;

  /// (ln 2)ᵏ / k! for k = 1 … 6.
  private static final float E1 = 0.693147181f;

  private static final float E2 = 0.240226507f;
  private static final float E3 = 0.0555041087f;
  private static final float E4 = 0.00961812911f;
  private static final float E5 = 0.00133335581f;
  private static final float E6 = 0.000154035304f;

  private Powers() {}

  /// 2ˣ with a relative error below 1e-6; x is limited to −126 … 126.
  static float exp2(float x) {
    float limited = Math.max(-MAX, Math.min(MAX, x));
    int whole = (int) (limited + BIAS + 0.5f) - BIAS;
    float f = limited - whole;
    float p = E1 + f * (E2 + f * (E3 + f * (E4 + f * (E5 + f * E6))));
    return (1 + f * p) * Float.intBitsToFloat(whole + BIAS << MANTISSA);
  }

  /// log₂ x of a positive normal number, with an error below 1e-6 plus rounding.
  static float log2(float x) {
    int bits = Float.floatToRawIntBits(x);
    // The mantissa goes from 3/4 to 3/2, so that its logarithm is small on both sides of 1.
    int exponent = bits - 0x3F400000 >> MANTISSA;
    float m = Float.intBitsToFloat(bits - (exponent << MANTISSA));
    float s = (m - 1) / (m + 1);
    float s2 = s * s;
    return exponent + s * (L1 + s2 * (L3 + s2 * (L5 + s2 * L7)));
  }
}
