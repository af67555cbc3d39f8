package dev.tenor.engine.onnx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What of a graph its outputs depend on.
final class OnnxLiveness {
  private final Set<String> needed;
  private final List<OnnxNode> nodes = new ArrayList<>();

  OnnxLiveness(List<OnnxNode> all, Collection<String> outputs) {
    needed = new HashSet<>(outputs);
    for (OnnxNode node : all.reversed()) {
      if (!Collections.disjoint(node.outputs(), needed)) {
        needed.addAll(node.inputs());
        nodes.add(node);
      }
    }
    Collections.reverse(nodes);
  }

  boolean needs(String value) {
    return needed.contains(value);
  }

  /// In the order of computation.
  List<OnnxNode> nodes() {
    return nodes;
  }
}
