package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The bytes of a file from some place on, which counts as position 0.
final class FileBytes implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final long start;
  private final ByteOrder order;

  /// @param start where the format begins, after foreign tags
  /// @param order of the numbers in the buffers
  FileBytes(Path file, long start, ByteOrder order) throws IOException {
    this(file, FileChannel.open(file), start, order);
  }

  private FileBytes(Path file, FileChannel channel, long start, ByteOrder order) {
    this.file = file;
    this.channel = channel;
    this.start = start;
    this.order = order;
  }

  /// The same open file with another order of the numbers.
  FileBytes order(ByteOrder other) {
    return new FileBytes(file, channel, start, other);
  }

  long size() throws IOException {
    return channel.size() - start;
  }

  /// @throws DataException where the file ends earlier
  ByteBuffer at(long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(order);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, start + position + buffer.position()) < 0) {
        throw new DataException(
            file
                + ": ends at byte "
                + (start + position + buffer.position())
                + " in the middle of a header or a sample; copy it again");
      }
    }
    return buffer.flip();
  }

  /// The four letters that name a chunk or a codec.
  static String fourLetters(ByteBuffer in, int at) {
    return StandardCharsets.ISO_8859_1.decode(in.slice(at, 4)).toString();
  }

  /// Text with a dot for what cannot be printed.
  static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", ".");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
