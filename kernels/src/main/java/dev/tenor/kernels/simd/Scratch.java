package dev.tenor.kernels.simd;

import dev.tenor.engine.backend.host.HostBuffer;

/// Work memory that grows to the largest need and is then reused, so that a training step allocates
/// nothing. Each [WorkerPool] has one for the caller and one for each worker.
final class Scratch {
  /// Where an array is to be used from so that vectors are aligned; see [HostBuffer#START].
  static final int START = HostBuffer.START;

  /// What an array is for; the arrays of two uses never share memory.
  enum Use {
    /// The matrix whose rows become vectors, packed (see [GemmPackingKernels]); shared by all
    /// workers.
    PACKED,
    /// One band of an image with its padding, or a packed block of a transposed matrix.
    INPUT,
    /// A block of packed rows beside [#INPUT].
    ROWS,
    /// What the sums of a matrix product start with.
    INITIAL,
    /// Transformed tiles of a convolution's input, and of its output.
    TILES,
    PRODUCTS,
    /// Weights transformed in one direction, or a row of tiles that is stored in part.
    HALF,
    /// A convolution's weights, flipped and transposed.
    FLIPPED,
    /// The accumulators of one register tile.
    TILE,
    /// Partial sums of chunks.
    PARTIAL,
    /// What a kernel keeps from one step to the next.
    STATE,
    /// A convolution's weights with the batch norm folded in.
    FOLDED,
    /// A convolution block's weights, packed for one prediction.
    PACKED_BLOCK,
    /// A convolution block's constants, repeated along a strip of pixels.
    BLOCK_CONSTANTS,
    /// A band of a convolution's output that is not kept.
    BLOCK_IMAGE,
    /// The gradient of a convolution block's output before dropout.
    BLOCK_GRADIENT,
    /// A block of a map over elements, between two loops.
    BLOCK,
    /// Powers of a block and the logarithms of their bases.
    POWER,
    /// Accumulators, whose lanes are to be added.
    LANES,
    /// The elements beyond the last whole vector, padded.
    TAIL
  }

  private final float[][] floats = new float[Use.values().length][];
  private final HostBuffer[] buffers = new HostBuffer[floats.length];
  private int[] ints;
  private double[] doubles = {};

  /// An array of at least `length` elements with undefined contents.
  float[] floats(Use use, long length) {
    float[] array = floats[use.ordinal()];
    if (array == null || array.length < START + length) {
      array = new float[Math.toIntExact(START + length)];
      floats[use.ordinal()] = array;
    }
    return array;
  }

  /// An array of at least `length` elements from START on, as a buffer.
  HostBuffer buffer(Use use, int length) {
    float[] array = floats(use, length);
    HostBuffer last = buffers[use.ordinal()];
    if (last == null || last.array() != array) {
      last = new HostBuffer(array, START, array.length - START);
      buffers[use.ordinal()] = last;
    }
    return last;
  }

  /// Room for four accumulators of [VirtualLanes#V], or one vector.
  float[] lanes() {
    return floats(Use.LANES, 4 * VirtualLanes.V);
  }

  /// An array of at least `length` elements with undefined contents.
  int[] ints(int length) {
    if (ints == null || ints.length < length) {
      ints = new int[length];
    }
    return ints;
  }

  /// The same of doubles.
  double[] doubles(int length) {
    if (doubles.length < length) {
      doubles = new double[length];
    }
    return doubles;
  }
}
