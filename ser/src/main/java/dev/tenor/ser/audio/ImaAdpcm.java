package dev.tenor.ser.audio;

import java.nio.ByteBuffer;

/// IMA ADPCM in WAV files: a block begins with a sample, a step index and an unused byte for each
/// channel; then words of eight samples, channel after channel, the lower nibble first.
final class ImaAdpcm extends AdpcmBlocks {
  private static final int[] STEPS = {
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73,
    80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494,
    544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499,
    2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442,
    11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767
  };
  private static final int[] INDEX_CHANGES = {-1, -1, -1, -1, 2, 4, 6, 8};
  private static final int WORD_BYTES = 4;
  private static final int WORD_FRAMES = 8;

  ImaAdpcm(int channels, int blockBytes) {
    super(channels, blockBytes);
  }

  @Override
  int headerBytes() {
    return WORD_BYTES * channels;
  }

  @Override
  int frames(int bytes) {
    int words = (bytes - headerBytes()) / (WORD_BYTES * channels);
    return bytes < headerBytes() ? 0 : 1 + words * WORD_FRAMES;
  }

  @Override
  void decode(ByteBuffer block, double[][] frames) {
    int words = (frames(block.limit()) - 1) / WORD_FRAMES;
    for (int c = 0; c < channels; c++) {
      int sample = block.getShort(WORD_BYTES * c);
      int index = Math.clamp(block.get(WORD_BYTES * c + 2), 0, STEPS.length - 1);
      frames[0][c] = sample;
      for (int i = 0; i < words * WORD_FRAMES; i++) {
        int word = headerBytes() + (i / WORD_FRAMES * channels + c) * WORD_BYTES;
        int code = block.get(word + i % WORD_FRAMES / 2) >> 4 * (i & 1) & 15;
        sample = clamp16(sample + change(code, STEPS[index]));
        index = Math.clamp(index + INDEX_CHANGES[code & 7], 0, STEPS.length - 1);
        frames[1 + i][c] = sample;
      }
    }
  }

  /// step · (magnitude + ½) / 4 in the integers of the standard, with the sign of bit 3.
  private static int change(int code, int step) {
    int change = step >> 3;
    change += (code & 4) != 0 ? step : 0;
    change += (code & 2) != 0 ? step >> 1 : 0;
    change += (code & 1) != 0 ? step >> 2 : 0;
    return (code & 8) != 0 ? -change : change;
  }
}
