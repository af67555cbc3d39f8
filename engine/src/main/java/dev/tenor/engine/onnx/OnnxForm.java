package dev.tenor.engine.onnx;

import dev.tenor.engine.autograd.Op;

/// How an op is written in ONNX's operators.
@FunctionalInterface
public interface OnnxForm<O extends Op> {
  /// Adds the nodes of one application to the call's graph.
  ///
  /// @return the name of the output
  /// @throws IllegalArgumentException if this application cannot be written; the message need not
  ///   name the op
  String write(OnnxCall<O> call);
}
