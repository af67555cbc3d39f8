package dev.tenor.ser.audio;

import java.nio.ByteBuffer;

/// Microsoft ADPCM: each sample is predicted from the two before it by one of several pairs of
/// coefficients, and corrected by a four-bit residual times an adaptive step. A block begins with,
/// each for all channels: the pair's number, the step, the second sample, the first one.
final class MsAdpcm extends AdpcmBlocks {
  private static final int[] ADAPTATION = {
    230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230
  };
  private static final int[][] STANDARD = {
    {256, 0}, {512, -256}, {0, 0}, {192, 64}, {240, 0}, {460, -208}, {392, -232}
  };
  private static final int HEADER_BYTES = 7;
  private static final int SMALLEST_STEP = 16;

  private final int[][] coefficients;

  /// @param extra of the `fmt ` chunk: its size, samples per block, number of pairs, pairs
  MsAdpcm(int channels, int blockBytes, ByteBuffer extra) {
    super(channels, blockBytes);
    int pairs = extra.limit() >= 6 ? Short.toUnsignedInt(extra.getShort(4)) : 0;
    if (pairs == 0 || extra.limit() < 6 + 4 * pairs) {
      coefficients = STANDARD;
      return;
    }
    coefficients = new int[pairs][];
    for (int i = 0; i < pairs; i++) {
      coefficients[i] = new int[] {extra.getShort(6 + 4 * i), extra.getShort(8 + 4 * i)};
    }
  }

  @Override
  int headerBytes() {
    return HEADER_BYTES * channels;
  }

  @Override
  int frames(int bytes) {
    return bytes < headerBytes() ? 0 : 2 + 2 * (bytes - headerBytes()) / channels;
  }

  @Override
  void decode(ByteBuffer block, double[][] frames) {
    int count = frames(block.limit());
    for (int c = 0; c < channels; c++) {
      int[] pair = coefficients[Math.min(block.get(c) & 0xff, coefficients.length - 1)];
      int step = block.getShort(channels + 2 * c);
      int last = block.getShort(3 * channels + 2 * c);
      int before = block.getShort(5 * channels + 2 * c);
      frames[0][c] = before;
      frames[1][c] = last;
      for (int i = 2; i < count; i++) {
        int nibble = (i - 2) * channels + c;
        int code = block.get(headerBytes() + nibble / 2) >> (nibble % 2 == 0 ? 4 : 0) & 15;
        int foretold = last * pair[0] + before * pair[1] >> 8;
        before = last;
        last = clamp16(foretold + (code < 8 ? code : code - 16) * step);
        step = Math.max(SMALLEST_STEP, ADAPTATION[code] * step >> 8);
        frames[i][c] = last;
      }
    }
  }
}
