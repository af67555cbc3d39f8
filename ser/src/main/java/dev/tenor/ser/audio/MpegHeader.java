package dev.tenor.ser.audio;

/// The header of an MPEG audio frame (ISO 11172-3, 2.4.2.3; ISO 13818-3; the unofficial 2.5 for the
/// lowest rates).
///
/// @param version 1, 2 or 25
/// @param layer 1 to 3
/// @param kilobits per second, 0 in the free format, where frames are as long as the first
record MpegHeader(int version, int layer, int kilobits, int rate, boolean padded, int channels) {
  static final int BYTES = 4;

  private static final int[][] KILOBITS_1 = {
    {32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}
  };
  private static final int[][] KILOBITS_2 = {
    {32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
    {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
  };
  private static final int[] RATES = {44_100, 48_000, 32_000};

  /// @return null where no frame begins at `at`
  static MpegHeader of(byte[] bytes, int at) {
    if (at + BYTES > bytes.length
        || (bytes[at] & 0xff) != 0xff
        || (bytes[at + 1] & 0xe0) != 0xe0
        || (bytes[at + 1] & 0x18) == 0x08
        || (bytes[at + 1] & 0x06) == 0
        || (bytes[at + 2] & 0xf0) == 0xf0
        || (bytes[at + 2] & 0x0c) == 0x0c) {
      return null;
    }
    int version = new int[] {25, 0, 2, 1}[bytes[at + 1] >> 3 & 3];
    int layer = 4 - (bytes[at + 1] >> 1 & 3);
    int index = bytes[at + 2] >> 4 & 15;
    int[] kilobits = (version == 1 ? KILOBITS_1 : KILOBITS_2)[layer - 1];
    int rate = RATES[bytes[at + 2] >> 2 & 3];
    return new MpegHeader(
        version,
        layer,
        index == 0 ? 0 : kilobits[index - 1],
        version == 1 ? rate : version == 2 ? rate / 2 : rate / 4,
        (bytes[at + 2] & 2) != 0,
        (bytes[at + 3] & 0xc0) == 0xc0 ? 1 : 2);
  }

  /// Samples per channel of a frame.
  int samples() {
    return layer == 1 ? 384 : layer == 3 && version != 1 ? 576 : 1152;
  }

  /// Length of the frame; that of the header alone in the free format.
  int frameBytes() {
    if (kilobits == 0) {
      return BYTES;
    }
    int padding = padded ? 1 : 0;
    return layer == 1
        ? (12_000 * kilobits / rate + padding) * 4
        : samples() / 8 * 1000 * kilobits / rate + padding;
  }

  /// Whether another frame may be of the same stream: bit rate and padding vary.
  boolean isLike(MpegHeader other) {
    return other != null
        && version == other.version
        && layer == other.layer
        && rate == other.rate
        && (kilobits == 0) == (other.kilobits == 0);
  }
}
