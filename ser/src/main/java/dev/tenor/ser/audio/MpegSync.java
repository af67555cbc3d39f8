package dev.tenor.ser.audio;

/// Finds the frames of MPEG audio among other bytes.
final class MpegSync {
  private static final int FOLLOWING = 2;

  private MpegSync() {}

  static boolean isHeader(byte[] bytes, int at) {
    return MpegHeader.of(bytes, at) != null;
  }

  /// Whether a frame begins here and others of its kind follow it: a single header occurs by chance
  /// in any kind of data.
  static boolean isStream(byte[] bytes, int at) {
    MpegHeader first = MpegHeader.of(bytes, at);
    int next = at;
    for (int i = 0; i <= FOLLOWING; i++) {
      MpegHeader header = MpegHeader.of(bytes, next);
      if (header == null || header.kilobits() == 0 || !header.isLike(first)) {
        return false;
      }
      next += header.frameBytes();
    }
    return true;
  }
}
