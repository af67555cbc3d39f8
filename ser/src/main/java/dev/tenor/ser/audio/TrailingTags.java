package dev.tenor.ser.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Tags after a recording whose format does not define its end: ID3v1, APE, and ID3v2.4 with a
/// footer, in any order.
final class TrailingTags {
  private static final int ID3V1_BYTES = 128;
  private static final int APE_BYTES = 32;
  private static final int ID3_BYTES = 10;
  private static final int APE_HAS_HEADER = 1 << 31;

  private TrailingTags() {}

  /// Where the tags start, which is the end of the file where there are none.
  static long start(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long end = channel.size();
      for (long bytes = lastTag(channel, end); bytes > 0; bytes = lastTag(channel, end)) {
        end -= bytes;
      }
      return end;
    }
  }

  /// Length of the tag that ends at `end`, 0 where there is none.
  private static long lastTag(FileChannel channel, long end) throws IOException {
    ByteBuffer tail = ByteBuffer.allocate((int) Math.min(ID3V1_BYTES, end));
    while (tail.hasRemaining()
        && channel.read(tail, end - tail.capacity() + tail.position()) >= 0) {}
    tail.order(ByteOrder.LITTLE_ENDIAN);
    byte[] bytes = tail.array();
    if (bytes.length == ID3V1_BYTES && AudioFormat.startsWith(bytes, 0, "TAG")) {
      return ID3V1_BYTES;
    }
    long tag = Math.max(ape(tail, bytes), id3(tail, bytes));
    return tag <= end ? tag : 0;
  }

  /// An APE tag's length in its footer counts the footer but not the header.
  private static long ape(ByteBuffer tail, byte[] bytes) {
    int at = bytes.length - APE_BYTES;
    if (at < 0 || !AudioFormat.startsWith(bytes, at, "APETAGEX")) {
      return 0;
    }
    boolean header = (tail.getInt(at + 20) & APE_HAS_HEADER) != 0;
    return Integer.toUnsignedLong(tail.getInt(at + 12)) + (header ? APE_BYTES : 0);
  }

  private static long id3(ByteBuffer tail, byte[] bytes) {
    int at = bytes.length - ID3_BYTES;
    if (at < 0 || !AudioFormat.startsWith(bytes, at, "3DI")) {
      return 0;
    }
    return 2 * ID3_BYTES + Id3.size(tail.array(), at);
  }
}
