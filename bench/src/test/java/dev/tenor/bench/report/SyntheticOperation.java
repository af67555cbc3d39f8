package dev.tenor.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An operation that a synthetic result has rows of.
///
/// @param peer an engine of others that runs it too, or empty
record SyntheticOperation(
    String family, String name, Map<String, String> shape, double flop, double bytes, String peer) {
  private static final List<String> WAYS = List.of("forward", "data gradient", "weight gradient");
  private static final double MEGA = 1 << 20;

  static List<SyntheticOperation> all() {
    List<SyntheticOperation> all = new ArrayList<>();
    for (int n : new int[] {64, 240, 512, 1024}) {
      for (String name : List.of("nn", "nt", "tn")) {
        add(all, "gemm", name, 2.0 * n * n * n, 12.0 * n * n, "openblas", "m", n, "n", n, "k", n);
      }
    }
    for (int b = 1; b <= 6; b++) {
      for (String name : WAYS) {
        add(all, "convolution", name, 4e7 * b, 4e7 / 6, "libtorch", "block", b, "batch", 8);
      }
    }
    for (int n = 9; n <= 4096; n = n == 9 ? 32 : 2 * n) {
      double flop = 4.0 * n * n * 128;
      add(all, "attention", "forward", flop, 16.0 * n * 128, "", "tokens", n, "heads", 4);
    }
    for (String name : List.of("batch norm", "layer norm", "group norm", "rms norm")) {
      add(all, "norms", name, 8 * MEGA, 8 * MEGA, "", "rows", 4096, "channels", 256);
    }
    for (String name : List.of("lstm", "gru")) {
      add(all, "recurrent", name, 3.3e9, 4e6, "libtorch", "batch", 32, "steps", 50);
    }
    for (String name : List.of("softmax", "log softmax", "relu", "gelu", "sum", "max")) {
      add(all, "elementwise", name, 0, 8 * MEGA, "", "n", 1 << 20);
    }
    for (String name : List.of("adam", "sgd")) {
      add(all, "optimizers", name, 10 * MEGA, 28 * MEGA, "", "n", 1 << 20);
    }
    for (int b = 1; b <= 256; b *= 4) {
      double moved = 2e7 + 1e6 * b;
      add(all, "network", "training step", 1.2e9 * b, 2 * moved, "libtorch", "batch", b);
      add(all, "network", "inference", 4e8 * b, moved, "onnxruntime", "batch", b);
    }
    return all;
  }

  /// @param shape names and numbers in turn
  private static void add(
      List<SyntheticOperation> all,
      String family,
      String name,
      double flop,
      double bytes,
      String peer,
      Object... shape) {
    Map<String, String> sizes = new LinkedHashMap<>();
    for (int i = 0; i < shape.length; i += 2) {
      sizes.put(shape[i].toString(), shape[i + 1].toString());
    }
    all.add(new SyntheticOperation(family, name, sizes, flop, bytes, peer));
  }
}
