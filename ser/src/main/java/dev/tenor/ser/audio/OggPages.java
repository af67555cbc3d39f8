package dev.tenor.ser.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Finds the duration of an Ogg file without decoding it.
final class OggPages {
  /// The largest possible page: header, 255 segment lengths, 255 segments of 255 bytes.
  private static final int MAX_PAGE_BYTES = 27 + 255 + 255 * 255;

  private static final int CAPTURE_PATTERN = 0x5367674f; // "OggS", little-endian
  private static final int GRANULE_OFFSET = 6;
  private static final int HEADER_BYTES = 27;

  private OggPages() {}

  /// Position at the end of the last page, in samples a channel; 0 where there is no such page.
  static long lastGranule(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      int count = (int) Math.min(channel.size(), 2 * MAX_PAGE_BYTES);
      ByteBuffer tail = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
      channel.position(channel.size() - count);
      while (tail.hasRemaining() && channel.read(tail) >= 0) {}
      for (int at = tail.position() - HEADER_BYTES; at >= 0; at--) {
        if (tail.getInt(at) == CAPTURE_PATTERN) {
          return Math.max(0, tail.getLong(at + GRANULE_OFFSET)); // −1: no packet ends there
        }
      }
      return 0;
    }
  }
}
