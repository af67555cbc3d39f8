package dev.tenor.ser.audio;

/// The two codes of telephony, ITU-T G.711: a sign, three bits of exponent, four of mantissa, to 16
/// bits.
final class Companding {
  private static final int MU_LAW_BIAS = 0x84;

  private Companding() {}

  /// µ-law (North America, Japan): all bits are inverted.
  static int muLaw(byte code) {
    int bits = ~code & 0xff;
    int exponent = bits >> 4 & 7;
    int magnitude = (((bits & 15) << 3) + MU_LAW_BIAS << exponent) - MU_LAW_BIAS;
    return (bits & 0x80) == 0 ? magnitude : -magnitude;
  }

  /// A-law (elsewhere): every second bit is inverted, and a set sign bit means positive.
  static int aLaw(byte code) {
    int bits = (code ^ 0x55) & 0xff;
    int exponent = bits >> 4 & 7;
    int mantissa = (bits & 15) << 4 | 8;
    int magnitude = exponent == 0 ? mantissa : mantissa + 0x100 << exponent - 1;
    return (bits & 0x80) != 0 ? magnitude : -magnitude;
  }
}
