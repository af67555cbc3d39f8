package dev.tenor.ser.audio;

/// Telephony's logarithmic samples of 8 bits (ITU-T G.711), scaled to ±1.
final class Companding {
  private static final int MU_BIAS = 0x84;

  private Companding() {}

  /// All bits inverted: sign, three bits of exponent, four of mantissa; 14 bits of range.
  static double muLaw(byte code) {
    int bits = ~code & 0xff;
    int exponent = bits >> 4 & 7;
    int magnitude = (((bits & 0xf) << 3) + MU_BIAS << exponent) - MU_BIAS;
    return ((bits & 0x80) != 0 ? -magnitude : magnitude) / 32768.0;
  }

  /// Every second bit inverted; a set sign bit means positive; 13 bits of range.
  static double aLaw(byte code) {
    int bits = code & 0xff ^ 0x55;
    int exponent = bits >> 4 & 7;
    int mantissa = bits & 0xf;
    int magnitude = exponent == 0 ? (mantissa << 4) + 8 : (mantissa << 4) + 0x108 << exponent - 1;
    return ((bits & 0x80) != 0 ? magnitude : -magnitude) / 32768.0;
  }
}
