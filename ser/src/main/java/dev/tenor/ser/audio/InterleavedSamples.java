package dev.tenor.ser.audio;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Samples of one size, frame after frame, somewhere in a file.
///
/// @param start position of the first one
record InterleavedSamples(long start, long frames, int channels, SampleFormat format) {
  private static final int FRAMES_PER_READ = 4096;

  /// Passes them to the sink, which has been started, from the first one that it needs.
  Decoded decode(FileBytes in, FrameSink sink) throws IOException {
    int frameBytes = channels * format.bytes;
    double[] frame = new double[channels];
    long skipped = Math.min(sink.unwanted(), frames);
    sink.skip(skipped);
    for (long done = skipped; done < frames && !sink.full(); done += FRAMES_PER_READ) {
      int count = (int) Math.min(FRAMES_PER_READ, frames - done);
      ByteBuffer block = in.at(start + done * frameBytes, count * frameBytes);
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < channels; c++) {
          frame[c] = format.get(block, i * frameBytes + c * format.bytes);
        }
        sink.add(frame);
      }
    }
    return Decoded.of(frames);
  }
}
