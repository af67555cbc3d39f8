package dev.tenor.ser.audio;

/// The length in an ID3v2 header or footer: four digits of seven bits.
final class Id3 {
  private Id3() {}

  /// @param at where `ID3` or `3DI` stands
  /// @return bytes between the header and the footer
  static long size(byte[] bytes, int at) {
    long size = 0;
    for (int i = at + 6; i < at + 10; i++) {
      size = size << 7 | bytes[i] & 0x7f;
    }
    return size;
  }
}
