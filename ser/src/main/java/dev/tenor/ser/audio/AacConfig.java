package dev.tenor.ser.audio;

/// The AAC settings in an AudioSpecificConfig (ISO 14496-3, 1.6.2.1).
///
/// @param rate of the core, half of the output's with SBR
/// @param channels of the core, 0 if they are defined elsewhere
/// @param frameSamples samples per channel of the core's frame
record AacConfig(int rate, int channels, int frameSamples) {
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000,
    7350
  };
  private static final int SBR = 5;
  private static final int PARAMETRIC_STEREO = 29;
  private static final int LONG_TERM_PREDICTION = 4;

  /// @throws UnsupportedCodingException if the decoder does not support the profile
  static AacConfig of(byte[] bytes) throws UnsupportedCodingException {
    int type = bits(bytes, 0, 5);
    boolean known =
        type >= 1 && type <= LONG_TERM_PREDICTION || type == SBR || type == PARAMETRIC_STEREO;
    int index = bits(bytes, 5, 4);
    if (!known || index >= RATES.length) {
      throw new UnsupportedCodingException(
          "AAC of object type " + (type == 31 ? 32 + bits(bytes, 5, 6) : type));
    }
    int channels = bits(bytes, 9, 4);
    boolean core = type <= LONG_TERM_PREDICTION;
    if (core && bits(bytes, 13, 1) == 1) {
      throw new UnsupportedCodingException("AAC with frames of 960 samples");
    }
    return new AacConfig(RATES[index], channels, 1024);
  }

  private static int bits(byte[] bytes, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      value = value << 1 | (i / 8 < bytes.length ? bytes[i / 8] >> 7 - i % 8 & 1 : 0);
    }
    return value;
  }
}
