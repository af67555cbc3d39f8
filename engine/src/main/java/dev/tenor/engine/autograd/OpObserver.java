package dev.tenor.engine.autograd;

import dev.tenor.engine.tensor.Tensor;
import java.util.List;

/// Sees every op that a pass applies, after it ran; attach it with [Pass#traced].
public interface OpObserver {
  /// @param path the layer that applied it, for example `extraction.blocks.0`; empty outside of
  ///   layers
  /// @param inputs tensors of the pass, parameters, or what earlier ops made; the tensors end with
  ///   the pass
  void applied(String path, Op op, List<Tensor> inputs, Tensor output);
}
