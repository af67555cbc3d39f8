package dev.tenor.ser.audio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/// A box of an MP4 file (ISO 14496-12, 4.2): a length, four letters, and a body that may be boxes.
///
/// @param body position of its first byte
/// @param end position after its last byte
record Mp4Box(String type, long body, long end) {
  static final int HEADER_BYTES = 8;

  long bodyBytes() {
    return end - body;
  }

  /// The header of a box in a file.
  static Mp4Box at(FileChannel channel, long at) throws IOException {
    int count = (int) Math.min(2 * HEADER_BYTES, channel.size() - at);
    Mp4Box box = of(read(channel, at, count), 0, channel.size() - at);
    return new Mp4Box(box.type, at + box.body, at + box.end);
  }

  /// A box within bytes.
  ///
  /// @param limit where a box of open length ends
  private static Mp4Box of(ByteBuffer bytes, int at, long limit) {
    long size = Integer.toUnsignedLong(bytes.getInt(at));
    String type = StandardCharsets.ISO_8859_1.decode(bytes.slice(at + 4, 4)).toString();
    int header = HEADER_BYTES;
    if (size == 1 && bytes.capacity() >= at + 16) {
      size = bytes.getLong(at + 8);
      header = 16;
    } else if (size == 0) {
      size = limit - at;
    }
    long body = at + header;
    return new Mp4Box(type, body, size < header ? Long.MAX_VALUE / 4 : at + size);
  }

  /// The body of the first box that a path of types leads to, null where there is none.
  static ByteBuffer find(ByteBuffer bytes, String... path) {
    ByteBuffer inner = bytes;
    for (String type : path) {
      inner = inner == null ? null : next(inner, 0, type);
    }
    return inner;
  }

  /// The body of a box of a type.
  ///
  /// @param skip how many of that type to pass over
  static ByteBuffer next(ByteBuffer bytes, int skip, String type) {
    int left = skip;
    long at = 0;
    while (at + HEADER_BYTES <= bytes.capacity()) {
      Mp4Box box = of(bytes, (int) at, bytes.capacity());
      if (box.end > bytes.capacity()) {
        return null;
      }
      if (box.type.equals(type) && left-- == 0) {
        return bytes.slice((int) box.body, (int) box.bodyBytes());
      }
      at = box.end;
    }
    return null;
  }

  static ByteBuffer read(FileChannel channel, long at, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    return bytes.flip();
  }
}
