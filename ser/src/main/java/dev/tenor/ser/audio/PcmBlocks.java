package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Interleaved samples that lie one behind the other in a file.
final class PcmBlocks {
  private static final int FRAMES_PER_READ = 4096;

  private final Path file;
  private final FileChannel channel;
  private final ByteOrder order;

  PcmBlocks(Path file, FileChannel channel, ByteOrder order) {
    this.file = file;
    this.channel = channel;
    this.order = order;
  }

  /// Bytes of a file.
  ///
  /// @throws DataException if it ends before
  ByteBuffer bytes(long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(order);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new DataException(
            file
                + ": ends at byte "
                + (position + buffer.position())
                + " in the middle of a header;"
                + " copy it again");
      }
    }
    return buffer.flip();
  }

  /// Hands `frames` frames to the sink, until it is full.
  void read(long position, long frames, int channels, WavSampleFormat format, FrameSink sink)
      throws IOException {
    int frameBytes = channels * format.bytes;
    double[] frame = new double[channels];
    for (long done = 0; done < frames && !sink.full(); done += FRAMES_PER_READ) {
      int count = (int) Math.min(FRAMES_PER_READ, frames - done);
      ByteBuffer block = bytes(position + done * frameBytes, count * frameBytes);
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < channels; c++) {
          frame[c] = format.get(block, i * frameBytes + c * format.bytes);
        }
        sink.add(frame);
      }
    }
  }
}
