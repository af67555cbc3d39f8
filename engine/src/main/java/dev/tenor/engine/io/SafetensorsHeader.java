package dev.tenor.engine.io;

import static dev.tenor.engine.io.FormatException.quote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The parsed header of a safetensors file.
///
/// @param metadata the strings of `__metadata__`, in the header's order
/// @param tensors in the order of the header
record SafetensorsHeader(Map<String, String> metadata, List<TensorEntry> tensors) {
  /// The key of the header that holds settings and no tensor.
  static final String METADATA = "__metadata__";

  /// The reference implementation refuses longer headers.
  static final int MAX_BYTES = 100_000_000;

  /// What one Java array holds.
  static final long MAX_DATA_BYTES = Integer.MAX_VALUE - 8;

  private static final String DAMAGED = "the file is damaged: copy it or write it again";

  /// The tensors in the order of their data, once it is sure that they cover the `dataBytes` bytes
  /// after the header exactly: no overlap, no hole, nothing left over.
  List<TensorEntry> checkLayout(Path file, long dataBytes) throws FormatException {
    List<TensorEntry> sorted = new ArrayList<>(tensors);
    sorted.sort(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end));
    long position = 0;
    for (TensorEntry t : sorted) {
      checkEntry(file, t, dataBytes);
      if (t.begin() != position) {
        String problem = t.begin() < position ? " overlaps another" : " follows unused bytes";
        String bounds =
            " (it begins at " + t.begin() + ", the one before ends at " + position + ")";
        throw new FormatException(file, "tensor " + quote(t.name()) + problem + bounds, DAMAGED);
      }
      position = t.end();
    }
    if (position != dataBytes) {
      long extra = dataBytes - position;
      throw new FormatException(file, extra + " bytes follow the last tensor", DAMAGED);
    }
    return sorted;
  }

  private static void checkEntry(Path file, TensorEntry t, long dataBytes) throws FormatException {
    String tensor = "tensor " + quote(t.name());
    String offsets = "data_offsets [" + t.begin() + ", " + t.end() + "]";
    if (t.begin() < 0 || t.end() < t.begin()) {
      throw new FormatException(file, tensor + ": " + offsets + " are no range", DAMAGED);
    }
    if (t.end() > dataBytes) {
      String problem =
          tensor + ": " + offsets + " reach beyond the " + dataBytes + " bytes of data";
      throw new FormatException(file, problem, "the file was cut short: copy or write it again");
    }
    if (!t.fits()) {
      String shape = t.dtype() + " " + Arrays.toString(t.shape());
      String problem = " do not hold " + shape + " (" + (t.end() - t.begin()) + " bytes given)";
      throw new FormatException(file, tensor + ": " + offsets + problem, DAMAGED);
    }
  }
}
