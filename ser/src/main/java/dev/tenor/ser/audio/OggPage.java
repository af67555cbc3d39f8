package dev.tenor.ser.audio;

/// A page of an Ogg file (RFC 3533, section 6): a piece of one logical stream.
///
/// @param granule position at the end of the last packet that ends here, −1 where none does
/// @param serial names the logical stream
/// @param sequence counts the stream's pages
/// @param lacing lengths of the segments that make packets: one below 255 ends a packet
record OggPage(int flags, long granule, int serial, int sequence, byte[] lacing, byte[] body) {
  /// Whether it begins with the rest of a packet.
  boolean isContinued() {
    return (flags & 1) != 0;
  }

  /// Whether a logical stream begins here.
  boolean isFirst() {
    return (flags & 2) != 0;
  }

  /// Whether a logical stream ends here.
  boolean isLast() {
    return (flags & 4) != 0;
  }

  /// Whether the last packet goes on in the next page.
  boolean isOpen() {
    return lacing.length > 0 && lacing[lacing.length - 1] == -1;
  }
}
