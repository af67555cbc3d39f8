package dev.tenor.engine.data;

import dev.tenor.engine.random.RandomStream;
import dev.tenor.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Cuts arrays of rows into batches: PyTorch's `DataLoader` over a `TensorDataset`. Row i of every
/// array belongs together.
///
/// ```java
/// MiniBatches batches =
///     new MiniBatches(64).rows(images, 28, 28, 1).rows(labels).shuffled(seed);
/// for (MiniBatch batch : batches.epoch(epoch)) {
///   session.step(
///       adam,
///       1e-3,
///       pass ->
///           Losses.crossEntropy(
///               pass, network.apply(pass, batch.get(pass, 0)), batch.get(pass, 1)));
/// }
/// ```
///
/// The order is a function of the seed and the epoch, so that a training that goes on after an
/// interruption sees the same batches.
public final class MiniBatches {
  /// An array and how many of its numbers make a row.
  private record Rows(float[] values, int[] rowShape, int length) {
    Shape shape(int rows) {
      int[] dims = new int[rowShape.length + 1];
      dims[0] = rows;
      System.arraycopy(rowShape, 0, dims, 1, rowShape.length);
      return Shape.of(dims);
    }
  }

  private final int size;
  private final List<Rows> arrays = new ArrayList<>();
  private boolean shuffled;
  private boolean dropsLast;
  private long seed;

  /// @param size rows in a batch, at least 1
  public MiniBatches(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("batches: size " + size + " is less than 1");
    }
    this.size = size;
  }

  /// Adds an array, which is not copied. Returns this.
  ///
  /// @param rowShape the dims of a row; none where a row is one number, such as a label, which
  ///   makes batches of shape `[B]`
  /// @throws IllegalArgumentException if the array is not a whole number of rows, or not as many as
  ///   the one before
  public MiniBatches rows(float[] values, int... rowShape) {
    int length = rowShape.length == 0 ? 1 : Shape.of(rowShape).numel();
    if (length == 0 || values.length % length != 0) {
      throw new IllegalArgumentException(
          "batches: "
              + values.length
              + " values are not a whole number of rows of shape "
              + Arrays.toString(rowShape));
    }
    if (!arrays.isEmpty() && values.length / length != rows()) {
      throw new IllegalArgumentException(
          "batches: "
              + values.length / length
              + " rows of shape "
              + Arrays.toString(rowShape)
              + " stand beside "
              + rows()
              + " of "
              + Arrays.toString(arrays.getFirst().rowShape()));
    }
    arrays.add(new Rows(values, rowShape.clone(), length));
    return this;
  }

  /// Another order in every epoch, by the seed. Returns this.
  public MiniBatches shuffled(long shuffleSeed) {
    shuffled = true;
    seed = shuffleSeed;
    return this;
  }

  /// Leaves out the last batch of an epoch if it is not full, for instance because batch norm in
  /// training needs more than one row. Returns this.
  public MiniBatches dropLast() {
    dropsLast = true;
    return this;
  }

  /// How many rows there are.
  public int rows() {
    return arrays.isEmpty() ? 0 : arrays.getFirst().values().length / arrays.getFirst().length();
  }

  /// How many batches an epoch has.
  public int count() {
    return dropsLast ? rows() / size : Math.ceilDiv(rows(), size);
  }

  /// The batches of an epoch. Each is a copy of its rows.
  public Iterable<MiniBatch> epoch(int epoch) {
    int[] order = order(epoch);
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < count();
          }

          @Override
          public MiniBatch next() {
            if (!hasNext()) {
              throw new NoSuchElementException("batches: the epoch has only " + count());
            }
            int from = next++ * size;
            return batch(Arrays.copyOfRange(order, from, Math.min(from + size, order.length)));
          }
        };
  }

  private int[] order(int epoch) {
    if (shuffled) {
      return RandomStream.of(seed, "batches of epoch " + epoch).permutation(rows());
    }
    int[] order = new int[rows()];
    Arrays.setAll(order, i -> i);
    return order;
  }

  private MiniBatch batch(int[] rows) {
    List<MiniBatch.Part> parts = new ArrayList<>();
    for (Rows array : arrays) {
      int n = array.length();
      float[] values = new float[rows.length * n];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(array.values(), rows[i] * n, values, i * n, n);
      }
      parts.add(new MiniBatch.Part(array.shape(rows.length), values));
    }
    return new MiniBatch(List.copyOf(parts));
  }
}
