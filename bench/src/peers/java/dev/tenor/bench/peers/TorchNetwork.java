package dev.tenor.bench.peers;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/// A network in libtorch's arrays.
interface TorchNetwork {
  /// @param x the input, as the contest has it
  NDArray logits(NDArray x, boolean training);

  /// What is trained, by names.
  Map<String, NDArray> trained();
}
