package dev.tenor.ser.audio;

import dev.tenor.ser.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;

/// The two four-bit codecs of WAV files: blocks that can be decoded without those before them.
abstract class AdpcmBlocks {
  final int channels;
  final int blockBytes;

  AdpcmBlocks(int channels, int blockBytes) {
    this.channels = channels;
    this.blockBytes = blockBytes;
  }

  /// @throws DataException where the header contradicts itself
  static AdpcmBlocks of(Path file, WavFormat format) throws DataException {
    if (format.bits() != 4) {
      throw format.unreadable(file);
    }
    boolean ima = format.tag() == WavFormat.IMA_ADPCM;
    AdpcmBlocks blocks =
        ima
            ? new ImaAdpcm(format.channels(), format.blockBytes())
            : new MsAdpcm(format.channels(), format.blockBytes(), format.extra());
    if (format.blockBytes() <= blocks.headerBytes()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: the header states %d bytes per block, but %d channels need more than %d;"
                  + " the file is damaged",
              file,
              format.blockBytes(),
              format.channels(),
              blocks.headerBytes()));
    }
    return blocks;
  }

  /// Bytes at the beginning of a block.
  abstract int headerBytes();

  /// Frames in a block of so many bytes, which may be the shorter last one; 0 where it is too
  /// short.
  abstract int frames(int bytes);

  /// @param frames receives full scale 32768, [frames(block.limit())][channels]
  abstract void decode(ByteBuffer block, double[][] frames);

  /// Hands all frames to the sink, which has begun.
  ///
  /// @param facts how many frames there are, believed where it ends in the last block: some
  ///   programs write a wrong number
  Decoded decode(FileBytes in, long start, long bytes, long facts, FrameSink sink)
      throws IOException {
    int blockFrames = frames(blockBytes);
    long blocks = bytes / blockBytes;
    long coded = blocks * blockFrames + frames((int) (bytes % blockBytes));
    long total = facts < coded && facts > coded - blockFrames ? facts : coded;
    double[][] frames = new double[blockFrames][channels];
    long done = Math.min(sink.unwanted(), total) / blockFrames * blockFrames;
    sink.skip(done);
    while (done < total && !sink.full()) {
      long position = done / blockFrames * blockBytes;
      ByteBuffer block = in.at(start + position, (int) Math.min(blockBytes, bytes - position));
      decode(block, frames);
      int count = (int) Math.min(frames(block.limit()), total - done);
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < channels; c++) {
          frames[i][c] /= 32768;
        }
        sink.add(frames[i]);
      }
      done += count;
    }
    return Decoded.of(total);
  }

  static int clamp16(int value) {
    return Math.clamp(value, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
