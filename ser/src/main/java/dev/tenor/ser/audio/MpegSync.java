package dev.tenor.ser.audio;

/// Finds the headers of MPEG audio frames among other bytes.
final class MpegSync {
  private static final int[][] KILOBITS = {
    {32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448}, // MPEG-1, layer I
    {32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384}, // layer II
    {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}, // layer III
    {32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256}, // MPEG-2, layer I
    {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160} // layers II and III
  };
  private static final int[] RATES = {44_100, 48_000, 32_000};
  private static final int FOLLOWING = 2;

  private MpegSync() {}

  /// Eleven set bits, then version, layer, bit rate and sample rate, none of a reserved value.
  static boolean isHeader(byte[] bytes, int at) {
    return bytes.length >= at + 4
        && (bytes[at] & 0xff) == 0xff
        && (bytes[at + 1] & 0xe0) == 0xe0
        && (bytes[at + 1] & 0x18) != 0x08
        && (bytes[at + 1] & 0x06) != 0
        && (bytes[at + 2] & 0xf0) != 0xf0
        && (bytes[at + 2] & 0x0c) != 0x0c;
  }

  /// Whether a frame begins here and others of its kind follow it: one header alone turns up in any
  /// kind of data.
  static boolean isStream(byte[] bytes, int at) {
    int next = at;
    for (int i = 0; i <= FOLLOWING; i++) {
      if (!isHeader(bytes, next) || !isSameKind(bytes, at, next) || isFreeFormat(bytes, next)) {
        return false;
      }
      next += frameBytes(bytes, next);
    }
    return true;
  }

  /// Whether version, layer and sample rate are the same.
  private static boolean isSameKind(byte[] bytes, int a, int b) {
    return ((bytes[a + 1] ^ bytes[b + 1]) & 0x1e) == 0
        && ((bytes[a + 2] ^ bytes[b + 2]) & 0x0c) == 0;
  }

  private static boolean isFreeFormat(byte[] bytes, int at) {
    return (bytes[at + 2] & 0xf0) == 0;
  }

  private static int frameBytes(byte[] bytes, int at) {
    int version = bytes[at + 1] >> 3 & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    int layer = 4 - (bytes[at + 1] >> 1 & 3);
    int table = version == 3 ? layer - 1 : layer == 1 ? 3 : 4;
    int bits = 1000 * KILOBITS[table][(bytes[at + 2] >> 4 & 15) - 1];
    int rate = RATES[bytes[at + 2] >> 2 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    int padding = bytes[at + 2] >> 1 & 1;
    if (layer == 1) {
      return (12 * bits / rate + padding) * 4;
    }
    return (layer == 3 && version != 3 ? 72 : 144) * bits / rate + padding;
  }
}
