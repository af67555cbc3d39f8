package dev.tenor.engine.autograd;

import dev.tenor.engine.tensor.Tensor;

/// Sees what the layers of a network compute; attach it with [Pass#observed].
public interface Observer {
  /// @param path the layer, for example `extraction.blocks.0`, or a value inside of one that only
  ///   observers see, such as `enhancement.layers.0.self_attn.weights`. A layer that is applied
  ///   several times is seen as often.
  /// @param value ends with the pass
  void sees(String path, Tensor value);
}
